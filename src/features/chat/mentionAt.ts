import type { ChatPerson } from './ChatPerson';

/** Names are short: further from the @ than this nobody is still writing one. */
const QUERY_MAX = 40;

export interface MentionQuery {
  /** Where the @ is. */
  start: number;
  query: string;
}

/** The mention that is being written right before the cursor, or null. An @ within a word belongs to an address. */
export const mentionAt = (text: string, cursor: number): MentionQuery | null => {
  const start = text.lastIndexOf('@', cursor - 1);
  if (start === -1 || cursor - start - 1 > QUERY_MAX) return null;
  if (/[\w.+-]$/.test(text.slice(0, start))) return null;
  const query = text.slice(start + 1, cursor);
  return query.includes('\n') ? null : { start, query };
};

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/** Those whose name, or a word of it, begins with what was written; nobody once it is a name in full and a space. */
export const matchPeople = (people: readonly ChatPerson[], query: string, limit = 6): ChatPerson[] => {
  const wanted = folded(query);
  const isMatch = ({ name }: ChatPerson) => {
    const known = folded(name);
    return known.startsWith(wanted) || known.split(/\s+/u).some((word) => word.startsWith(wanted));
  };
  return people.filter(isMatch).slice(0, limit);
};

/** The ids of those whom a text mentions by their full name. */
export const mentionedIn = (text: string, people: readonly ChatPerson[]): string[] => [
  ...new Set(people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)),
];
