import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useChat } from './ChatContext';
import type { ChatPerson } from './ChatPerson';
import { useComposer } from './ComposerContext';
import { matchPeople, mentionAt } from './mentionAt';

/** The completion of a name after an @, at the cursor of the composer's field. */
export const useMentions = () => {
  const { people, self, store } = useChat();
  const { text, setText, input } = useComposer();
  const listId = useId();
  const [cursor, setCursor] = useState<number | null>(null);
  const [current, setCurrent] = useState(0);
  const asked = cursor === null ? null : mentionAt(text, cursor);
  const query = asked?.query ?? null;

  const found = useMemo(() => {
    if (query === null) return [];
    const known = new Map([...people, ...store.authors().values()].map((person) => [person.id, person]));
    known.delete(self.id);
    return matchPeople([...known.values()], query);
  }, [query, people, self.id, store]);
  const index = Math.min(current, found.length - 1);

  const choose = ({ name }: ChatPerson) => {
    const field = input.current;
    if (!asked || !field) return;
    const before = `${text.slice(0, asked.start)}@${name} `;
    setText(before + text.slice(asked.start + 1 + asked.query.length));
    setCursor(null);
    // Once the field has the new text.
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(before.length, before.length);
    });
  };

  /** Whether the key was the list's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (found.length === 0) return false;
    const person = found[index];
    switch (event.key) {
      case 'ArrowDown':
        setCurrent((index + 1) % found.length);
        break;
      case 'ArrowUp':
        setCurrent((index + found.length - 1) % found.length);
        break;
      case 'Enter':
      case 'Tab':
        if (person) choose(person);
        break;
      case 'Escape':
        setCursor(null);
        break;
      default:
        return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return {
    listId,
    found,
    index,
    choose,
    onKey,
    /** The cursor moved to a place in the field; null: it left. */
    moveTo: (place: number | null) => {
      setCursor(place);
      setCurrent(0);
    },
  };
};
