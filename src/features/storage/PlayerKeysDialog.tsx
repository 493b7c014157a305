import { useTranslations } from 'next-intl';
import { Dialog } from '@/ui/Dialog';
import { Kbd } from '@/ui/Kbd';
import { PLAYER_KEYS } from './playerKeys';

export interface PlayerKeysDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** The keys of the player, in words. */
export function PlayerKeysDialog({ isOpen, onOpenChange }: PlayerKeysDialogProps) {
  const t = useTranslations('recordings');
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="sm"
      title={t('keysTitle')}
      description={t('keysText')}
    >
      <dl className="divide-y divide-line">
        {PLAYER_KEYS.map(({ id, caps }) => (
          <div key={id} className="flex items-center justify-between gap-4 py-2 text-sm">
            <dt>{t(`keyNames.${id}`)}</dt>
            <dd className="flex shrink-0 items-center gap-1.5">
              {caps.map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
