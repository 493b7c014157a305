import { describe, expect, it } from 'vitest';
import type { Message } from '@/api/LiveEvent';
import { groupMessages, type Row } from './groupMessages';
import { makeMessage } from './makeMessage';

const at = (time: string) => new Date(`2026-03-04T${time}`).toISOString();
const rowsOf = (messages: readonly Message[], newAfter: string | null = null) =>
  groupMessages(messages, [], { newAfter, selfId: 'me' });
const flags = (rows: readonly Row[], flag: 'isNewDay' | 'isFirstNew' | 'isContinued') =>
  rows.map((row) => row[flag]);

describe('groupMessages', () => {
  it('says the name again after a minute, for another author, to another person, and after a deletion', () => {
    const rows = rowsOf([
      makeMessage(1, { createdAt: at('10:00:00') }),
      makeMessage(2, { createdAt: at('10:00:50') }),
      makeMessage(3, { createdAt: at('10:01:50') }),
      makeMessage(4, { createdAt: at('10:01:51'), authorId: 'ben' }),
      makeMessage(5, { createdAt: at('10:01:52'), authorId: 'ben', recipientId: 'me' }),
      makeMessage(6, {
        createdAt: at('10:01:53'),
        authorId: 'ben',
        recipientId: 'me',
        deletedAt: at('10:02:00'),
      }),
      makeMessage(7, { createdAt: at('10:01:54'), authorId: 'ben', recipientId: 'me' }),
    ]);
    expect(flags(rows, 'isContinued')).toEqual([false, true, false, false, false, true, false]);
  });

  it('begins each day of the reader', () => {
    const rows = rowsOf([
      makeMessage(1, { createdAt: new Date(2026, 2, 4, 23, 59, 50).toISOString() }),
      makeMessage(2, { createdAt: new Date(2026, 2, 5, 0, 0, 10).toISOString() }),
    ]);
    expect(flags(rows, 'isNewDay')).toEqual([true, true]);
    expect(flags(rows, 'isContinued')).toEqual([false, false]);
  });

  it('draws the line before the first unread message of somebody else', () => {
    const messages = [makeMessage(1), makeMessage(2, { authorId: 'me' }), makeMessage(3), makeMessage(4)];
    expect(flags(rowsOf(messages, messages[0]?.position), 'isFirstNew')).toEqual([false, false, true, false]);
    expect(flags(rowsOf(messages), 'isFirstNew')).toEqual([false, false, false, false]);
  });

  it('puts what is on its way at the end', () => {
    const outgoing = { message: makeMessage(9, { authorId: 'me' }), failure: null };
    const rows = groupMessages([makeMessage(1)], [outgoing], { newAfter: null, selfId: 'me' });
    expect(rows.map((row) => row.outgoing)).toEqual([null, outgoing]);
  });
});
