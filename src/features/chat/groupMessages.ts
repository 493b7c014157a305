import type { Message } from '@/api/LiveEvent';
import type { Outgoing } from './createOutbox';

/** Milliseconds within which somebody goes on saying one thing. */
const BREATH = 60_000;

export interface Row {
  message: Message;
  /** Set while it is on its way. */
  outgoing: Outgoing | null;
  /** The first of a day: its row begins with the date. */
  isNewDay: boolean;
  /** The first that is unread: its row begins with a line. */
  isFirstNew: boolean;
  /** Its author just spoke: the name is not said again. */
  isContinued: boolean;
}

const dayOf = ({ createdAt }: Message) => new Date(createdAt).toDateString();

const goesOn = (before: Message, message: Message) =>
  before.authorId === message.authorId &&
  before.recipientId === message.recipientId &&
  before.deletedAt === null &&
  Date.parse(message.createdAt) - Date.parse(before.createdAt) < BREATH;

/** One row for each message, those on their way at the end; days are the reader's. */
export const groupMessages = (
  messages: readonly Message[],
  outgoing: readonly Outgoing[],
  { newAfter, selfId }: { newAfter: string | null; selfId: string },
): Row[] => {
  const rows: Row[] = [];
  let before: Message | null = null;
  let isNewFound = newAfter === null;
  const add = (message: Message, isOut: Outgoing | null) => {
    const isNewDay = before === null || dayOf(before) !== dayOf(message);
    const isFirstNew =
      !isNewFound && !isOut && message.authorId !== selfId && message.position > (newAfter ?? '');
    isNewFound ||= isFirstNew;
    const isContinued = before !== null && !isNewDay && !isFirstNew && goesOn(before, message);
    rows.push({ message, outgoing: isOut, isNewDay, isFirstNew, isContinued });
    before = message;
  };
  for (const message of messages) add(message, null);
  for (const one of outgoing) add(one.message, one);
  return rows;
};
