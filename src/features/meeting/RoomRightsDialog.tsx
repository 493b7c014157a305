import { useTranslations } from 'next-intl';
import { ADJUSTABLE, ADJUSTABLES, type AudienceSettings } from '@/shared/permissions';
import { Dialog } from '@/ui/Dialog';
import { Select } from '@/ui/Select';
import { keyOf } from './CallModeration';
import type { Moderation } from './useModeration';

export interface RoomRightsDialogProps {
  settings: AudienceSettings;
  moderation: Moderation;
  onClose: () => void;
}

/** For the room itself guests never record. */
const AUDIENCES = ['everyone', 'members', 'hosts'] as const;

/** Who may do what in the call, changed at once for everybody in it. */
export function RoomRightsDialog({ settings, moderation, onClose }: RoomRightsDialogProps) {
  const t = useTranslations('moderation');
  return (
    <Dialog isOpen onOpenChange={onClose} size="sm" title={t('roomRights')} description={t('roomRightsText')}>
      <div className="flex flex-col gap-4">
        {ADJUSTABLES.map((permission) => (
          <Select
            key={permission}
            label={t(`rights.${keyOf(permission)}`)}
            items={AUDIENCES.filter((value) => permission !== 'room:record' || value !== 'everyone').map(
              (value) => ({ value, label: t(`audiences.${value}`) }),
            )}
            value={settings[ADJUSTABLE[permission]]}
            onChange={(value) => moderation.setAudiences({ [ADJUSTABLE[permission]]: value })}
          />
        ))}
      </div>
    </Dialog>
  );
}
