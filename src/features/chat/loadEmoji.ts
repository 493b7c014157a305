import { insist } from '@/ui/insist';

export interface Emoji {
  emoji: string;
  label: string;
  /** What a search looks in. */
  words: string;
  /** A key of `EMOJI_GROUPS`. */
  group: number;
}

interface CompactEmoji {
  unicode: string;
  label: string;
  group?: number;
  order?: number;
  tags?: string[];
}

/** Unicode's groups, as keys of `chat.emojiGroup` in messages. */
export const EMOJI_GROUPS = [
  [0, 'smileys'],
  [1, 'people'],
  [3, 'animals'],
  [4, 'food'],
  [5, 'travel'],
  [6, 'activities'],
  [7, 'objects'],
  [8, 'symbols'],
  [9, 'flags'],
] as const;

/** Regional indicators and skin tones: parts of emoji, and none of their own. */
const COMPONENTS = 2;

/** Those that are pictures anyway carry no selector: that is how Unicode recommends them, and how they are stored. */
const plain = (unicode: string) => unicode.replace(/^(\p{Emoji_Presentation})\ufe0f$/u, '$1');

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

const load = async (locale: string): Promise<readonly Emoji[]> => {
  const data =
    locale === 'ja'
      ? await insist(async () => await import('emojibase-data/ja/compact.json'))
      : await insist(async () => await import('emojibase-data/en/compact.json'));
  return (data.default as CompactEmoji[])
    .filter(({ group, order }) => group !== undefined && order !== undefined && group !== COMPONENTS)
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ unicode, label, group = 0, tags = [] }) => ({
      emoji: plain(unicode),
      label,
      words: folded([label, ...tags, unicode].join(' ')),
      group,
    }));
};

const loaded = new Map<string, ReturnType<typeof load>>();

/** All emoji with their names in a language, once. */
export const loadEmoji = (locale: string) => {
  const known = loaded.get(locale) ?? load(locale);
  loaded.set(locale, known);
  return known;
};

/** Those with a word that begins with what was typed before those that only contain it. */
export const searchEmoji = (all: readonly Emoji[], query: string, limit = 80): Emoji[] => {
  const wanted = folded(query.trim());
  const hits = all.filter(({ words }) => words.includes(wanted));
  const isBeginning = ({ words }: Emoji) => words.startsWith(wanted) || words.includes(` ${wanted}`);
  return [...hits.filter(isBeginning), ...hits.filter((one) => !isBeginning(one))].slice(0, limit);
};
