import { useTranslations } from 'next-intl';
import { Avatar } from '@/ui/Avatar';
import { cx } from '@/ui/cx';
import type { ChatPerson } from './ChatPerson';

export interface MentionListProps {
  id: string;
  people: readonly ChatPerson[];
  current: number;
  onChoose: (person: ChatPerson) => void;
}

/** Whom an @ may mean, over the field; the field keeps the focus, and its arrow keys move the choice. */
export function MentionList({ id, people, current, onChoose }: MentionListProps) {
  const t = useTranslations('chat');
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('mention')}
      className="absolute inset-x-0 bottom-full z-20 mb-1.5 max-h-56 overflow-y-auto rounded-xl border border-line bg-raised p-1.5 shadow-high"
    >
      {people.map((person, index) => (
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === current}
          // Not by a click, which would take the focus from the field first.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(person);
          }}
          className={cx(
            'flex cursor-pointer items-center gap-2.5 rounded-lg px-2 py-1.5 text-sm',
            index === current ? 'bg-hover' : 'hover:bg-hover',
          )}
        >
          <Avatar name={person.name} id={person.id} size="sm" />
          <span className="truncate">{person.name}</span>
        </div>
      ))}
    </div>
  );
}
