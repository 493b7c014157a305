import type { Message, MessagePage } from '@/api/LiveEvent';
import type { ChatPerson } from './ChatPerson';

/** Positions are UUIDs, which sort as text: before all of them, and after. */
const START = '';
const END = '~';

const isNewer = (a: Message, b: Message) => Date.parse(a.changedAt) >= Date.parse(b.changedAt);

const indexOf = (sorted: readonly Message[], position: string) => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.position ?? END) < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * What is known of a room's messages, and the stretch of them without a gap that is shown. Pages and the stream both
 * come in by `upsert`; what the stream tells from beyond a gap is kept until the pages in between have come.
 */
export const createMessageWindow = () => {
  const byId = new Map<string, Message>();
  const people = new Map<string, ChatPerson>();
  let sorted: Message[] = [];
  let from = END;
  let to = END;
  let shown: readonly Message[] | null = null;

  const upsert = (messages: readonly Message[]) => {
    const added: Message[] = [];
    for (const message of messages) {
      const known = byId.get(message.id);
      if (known && !isNewer(message, known)) continue;
      byId.set(message.id, message);
      const { authorId, authorIsGuest, authorName } = message;
      people.set(authorId, { id: authorId, isGuest: authorIsGuest, name: authorName });
      if (known) sorted[indexOf(sorted, known.position)] = message;
      else added.push(message);
    }
    shown = null;
    const last = sorted.at(-1)?.position ?? START;
    const isInOrder = added.every(({ position }, index) => position > (added[index - 1]?.position ?? last));
    sorted = sorted.concat(added);
    if (!isInOrder) sorted.sort((a, b) => (a.position < b.position ? -1 : 1));
  };

  const stretch = (page: MessagePage) => ({
    first: page.hasOlder ? (page.items[0]?.position ?? END) : START,
    last: page.hasNewer ? (page.items.at(-1)?.position ?? START) : END,
  });

  return {
    upsert,
    /** Joins a page to the stretch where they touch; else the page is the stretch. */
    show: (page: MessagePage, place: 'newest' | 'older' | 'newer' | 'around') => {
      upsert(page.items);
      const { first, last } = stretch(page);
      const isJoined =
        place === 'older' || place === 'newer' || (first <= to && last >= from && from !== END);
      if (place === 'older') from = first;
      else if (place === 'newer') to = last;
      else if (isJoined) [from, to] = [first < from ? first : from, last > to ? last : to];
      else [from, to] = [first, last];
      shown = null;
    },
    /** Forgets all but what is named: what is stored has changed too much to be told. */
    reset: (keep: readonly Message[] = []) => {
      byId.clear();
      sorted = [];
      [from, to] = [END, END];
      upsert(keep);
    },
    get: (id: string) => byId.get(id),
    /** Whether the stream tells of something new, and not of a change to what was never loaded. */
    isNews: ({ id, position }: Message) =>
      !byId.has(id) && position > (to === END ? from : (sorted.at(-1)?.position ?? START)),
    /** From the first to the last of the stretch, in order; the same list as long as nothing changes. */
    shown: (): readonly Message[] =>
      (shown ??= sorted.slice(indexOf(sorted, from), to === END ? undefined : indexOf(sorted, to) + 1)),
    /** Those that came after a position, whether shown or not. */
    after: (position: string): readonly Message[] => {
      const index = indexOf(sorted, position);
      return sorted.slice(sorted[index]?.position === position ? index + 1 : index);
    },
    /** Everybody who wrote. */
    authors: (): ReadonlyMap<string, ChatPerson> => people,
    newest: () => sorted.at(-1),
    hasOlder: () => from !== START,
    hasNewer: () => to !== END,
  };
};
