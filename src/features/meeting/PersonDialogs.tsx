import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { PersonRightsDialog } from './PersonRightsDialog';
import type { Person } from './snapshotRoom';
import type { Moderation } from './useModeration';

export interface PersonQuestion {
  what: 'rights' | 'remove' | 'handOver';
  person: Person;
}

export interface PersonDialogsProps {
  roomId: string;
  question: PersonQuestion;
  moderation: Moderation;
  onClose: () => void;
}

/** What is asked before something is done to a person that isn't easily undone. */
export function PersonDialogs({ roomId, question, moderation, onClose }: PersonDialogsProps) {
  const t = useTranslations('moderation');
  const { what, person } = question;
  const { name, identity } = person;
  if (what === 'rights')
    return <PersonRightsDialog roomId={roomId} person={person} moderation={moderation} onClose={onClose} />;
  const isRemoval = what === 'remove';
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t(isRemoval ? 'removeTitle' : 'handOverTitle', { name })}
      confirmLabel={t(isRemoval ? 'remove' : 'handOver')}
      tone={isRemoval ? 'danger' : 'neutral'}
      onConfirm={async () => await (isRemoval ? moderation.remove(identity) : moderation.handOver(identity))}
    >
      {t(isRemoval ? 'removeText' : 'handOverText')}
    </ConfirmDialog>
  );
}
