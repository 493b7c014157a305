import 'server-only';
import type { z } from 'zod';
import { v7 as uuid } from 'uuid';
import type { sendInput } from '@/shared/chat';
import type { AccessedRoom, Insider, RoomAccess } from '../access';
import { db, type Tx } from '../db';
import { fail } from '../errors';
import { publish, publishOnce } from '../events';
import { redis } from '../redis';
import { tellFiles } from '../storage/tellFiles';
import { findName } from '../rooms/people';
import { findMessages, getMessage, readableBy, type StoredMessage } from './messages';

type Input = z.output<typeof sendInput>;
type Sender = RoomAccess & { insider: Insider };

const answered = async (room: AccessedRoom, insider: Insider, input: Input) => {
  if (!input.replyToId) return null;
  const where = { ...readableBy(room, insider), id: input.replyToId, deletedAt: null };
  const [message] = await findMessages({ where, orderBy: { position: 'desc' }, take: 1 });
  if (!message) return fail('NOT_FOUND');
  if (message.recipientId === null) return message;
  const other = message.authorId === insider.id ? message.recipientId : message.authorId;
  return input.to?.id === other ? message : fail('REPLY_IS_PRIVATE');
};

/** Who says it and to whom, under their names of this moment. */
const people = async (room: AccessedRoom, insider: Insider, { to }: Input) => {
  const [authorName, recipientName] = await Promise.all([
    findName(room, insider),
    to ? findName(room, to) : null,
  ]);
  return {
    authorId: insider.id,
    authorIsGuest: insider.isGuest,
    authorName,
    recipientId: to?.id ?? null,
    recipientIsGuest: to?.isGuest ?? false,
    recipientName,
  };
};

type Said = Awaited<ReturnType<typeof people>>;
type Stamp = Pick<StoredMessage, 'position' | 'createdAt' | 'changedAt'>;

/** The place and time that the database gave a new message; null where it is there already. */
const insert = async (tx: Tx, room: AccessedRoom, input: Input, said: Said): Promise<Stamp | null> => {
  const { id, body, mentions, replyToId = null } = input;
  const [stored] = await tx.message.createManyAndReturn({
    data: [{ id, tenantId: room.tenantId, roomId: room.id, ...said, body, mentions, replyToId }],
    skipDuplicates: true,
    select: { position: true, createdAt: true, changedAt: true },
  });
  if (!stored) return null;
  const { position, createdAt, changedAt } = stored;
  return { position, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() };
};

const claim = async (tx: Tx, room: AccessedRoom, { id, fileIds }: Input, ownerId: string) => {
  const claimed = await tx.file.updateMany({
    where: {
      id: { in: fileIds },
      roomId: room.id,
      ownerId,
      messageId: null,
      purpose: 'attachment',
      state: 'stored',
      deletedAt: null,
    },
    data: { messageId: id, expiresAt: null },
  });
  if (claimed.count !== new Set(fileIds).size) fail('ATTACHMENT_MISSING');
};

const store = async (room: AccessedRoom, input: Input, said: Said) => {
  if (input.fileIds.length === 0) return await insert(db(), room, input, said);
  return await db().$transaction(async (tx) => {
    const stamp = await insert(tx, room, input, said);
    if (stamp) await claim(tx, room, input, said.authorId);
    return stamp;
  });
};

/** The message that was posted under this id before. Fails NOT_FOUND where it is another's or another room's. */
const postedBefore = async (room: AccessedRoom, { id }: Input, { authorId }: Said) => {
  if ((await db().message.count({ where: { id, roomId: room.id, authorId } })) !== 1) fail('NOT_FOUND');
  const message = await getMessage(id);
  // Who stored it may have died, or lost Redis, before anybody was told; pages know what they have by its id.
  await tell(room, message);
  return message;
};

const tell = async (room: AccessedRoom, message: StoredMessage) => {
  await publish('room', room.id, { type: 'message', message });
  if (message.files.length > 0) await tellFiles(room);
};

/** Seconds for which an id is that of a message which nothing keeps: as long as it may be on a screen. */
const SAID_MEMORY = 24 * 3600;

const saidKey = (room: AccessedRoom, { id }: Input) => `said:${room.id}:${id}`;

/** What Redis knows of a message that nothing keeps: whose it is and its place, and none of its words. */
type Note = Stamp & { authorId: string };

/** The note of a message that was said before, if it was. Fails NOT_FOUND where it is another's. */
const ownNote = (noted: string | null, { authorId }: Said): Note | null => {
  const note = noted === null ? null : (JSON.parse(noted) as Note);
  return note && note.authorId !== authorId ? fail('NOT_FOUND') : note;
};

/** Where nothing is kept a message exists on the streams alone: it is said there once. */
const sayOnly = async (room: AccessedRoom, input: Input, said: Said): Promise<StoredMessage> => {
  // From before, when the room kept what was said.
  if ((await db().message.count({ where: { id: input.id } })) > 0)
    return await postedBefore(room, input, said);
  const now = new Date().toISOString();
  const stamp = { position: uuid(), createdAt: now, changedAt: now };
  const message = freshMessage(input, said, { ...stamp, replyTo: null });
  const noted = await publishOnce(
    ['room', room.id],
    { type: 'message', message },
    {
      key: saidKey(room, input),
      value: JSON.stringify({ ...stamp, authorId: said.authorId } satisfies Note),
      seconds: SAID_MEMORY,
    },
  );
  return { ...message, ...ownNote(noted, said) };
};

/**
 * Posts a message and tells the streams; sent again under the same id it is told again and not posted twice.
 * Fails NOT_FOUND (reply, recipient, or another's id), REPLY_IS_PRIVATE, NO_HISTORY,
 * ATTACHMENT_MISSING.
 */
export const sendMessage = async ({ room, insider }: Sender, input: Input): Promise<StoredMessage> => {
  const isKept = room.historyDays !== 0;
  const hasFiles = input.fileIds.length > 0;
  if (!isKept && (input.replyToId || hasFiles)) return fail('NO_HISTORY');
  const [said, replyTo, noted] = await Promise.all([
    people(room, insider, input),
    answered(room, insider, input),
    // From before the room kept what is said.
    isKept ? redis().get(saidKey(room, input)) : null,
  ]);
  if (!isKept) return await sayOnly(room, input, said);
  ownNote(noted, said);
  const stamp = await store(room, input, said);
  if (!stamp) return await postedBefore(room, input, said);
  const message = hasFiles ? await getMessage(input.id) : freshMessage(input, said, { ...stamp, replyTo });
  await tell(room, message);
  return message;
};

/** What reading a message that was just stored would give, without reading it. */
const freshMessage = (
  { id, body, mentions }: Input,
  said: Said,
  { replyTo, ...stamp }: Stamp & { replyTo: StoredMessage | null },
): StoredMessage => ({
  id,
  ...said,
  body,
  mentions,
  ...stamp,
  replyTo: replyTo && {
    id: replyTo.id,
    position: replyTo.position,
    authorName: replyTo.authorName,
    body: replyTo.body,
    isDeleted: false,
  },
  reactions: [],
  files: [],
  editedAt: null,
  deletedAt: null,
});
