import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { ADJUSTABLES, canInRoom } from '@/shared/permissions';
import { Dialog } from '@/ui/Dialog';
import { Select } from '@/ui/Select';
import { Spinner } from '@/ui/Spinner';
import { keyOf } from './CallModeration';
import { personRef } from './personRef';
import type { Person } from './snapshotRoom';
import type { Moderation } from './useModeration';

export interface PersonRightsDialogProps {
  roomId: string;
  person: Person;
  moderation: Moderation;
  onClose: () => void;
}

const valueOf = (isAllowed: boolean | undefined) => {
  if (isAllowed === undefined) return 'room';
  return isAllowed ? 'yes' : 'no';
};

/** What one person may do, whatever holds for everyone: at once, and until the meeting ends. */
export function PersonRightsDialog({ roomId, person, moderation, onClose }: PersonRightsDialogProps) {
  const t = useTranslations('moderation');
  const trpc = useTRPC();
  // Not by suspense: where the answer fails, the page's error would take the place of the call.
  const { data: rules, isPending } = useQuery(trpc.rooms.moderation.rules.queryOptions({ roomId }));
  const { id } = personRef(person.identity);
  const items = (['room', 'yes', 'no'] as const).map((value) => ({ value, label: t(`choices.${value}`) }));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="sm"
      title={t('rightsOf', { name: person.name })}
      description={t('rightsOfText')}
    >
      <div className="flex flex-col gap-4">
        {isPending && <Spinner className="mx-auto size-6 text-ink-faint" />}
        {rules &&
          ADJUSTABLES.filter((permission) => canInRoom(person.role, permission)).map((permission) => (
            <Select
              key={permission}
              label={t(`rights.${keyOf(permission)}`)}
              items={items}
              value={valueOf(
                rules.find((rule) => rule.personId === id && rule.permission === permission)?.isAllowed,
              )}
              onChange={(value) =>
                moderation.setRight(person.identity, permission, value === 'room' ? null : value === 'yes')
              }
            />
          ))}
      </div>
    </Dialog>
  );
}
