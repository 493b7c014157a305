import { describe, expect, it } from 'vitest';
import { reactInput } from '@/shared/chat';
import { EMOJI_GROUPS, loadEmoji, searchEmoji } from './loadEmoji';
import { QUICK_REACTIONS } from './quickReactions';

const messageId = '00000000-0000-7000-8000-000000000001';
const isAccepted = (emoji: string) => reactInput.safeParse({ messageId, emoji, isOn: true }).success;

describe.each(['en', 'ja'])('loadEmoji(%s)', (locale) => {
  it('offers nothing that the server would refuse, in groups that have a name', async () => {
    const all = await loadEmoji(locale);
    expect(all.length).toBeGreaterThan(1_800);
    expect(all.filter(({ emoji }) => !isAccepted(emoji))).toEqual([]);
    expect(QUICK_REACTIONS.filter((emoji) => !isAccepted(emoji))).toEqual([]);
    const groups = new Set<number>(EMOJI_GROUPS.map(([id]) => id));
    expect(all.filter(({ group }) => !groups.has(group))).toEqual([]);
  });
});

describe('searchEmoji', () => {
  it('finds by a word, what begins with it first', async () => {
    const english = searchEmoji(await loadEmoji('en'), 'PARTY').map(({ emoji }) => emoji);
    expect(english).toContain('🎉');
    expect(searchEmoji(await loadEmoji('ja'), '寿司').map(({ emoji }) => emoji)).toContain('🍣');
    expect(searchEmoji(await loadEmoji('en'), 'qqqq')).toEqual([]);
  });
});
