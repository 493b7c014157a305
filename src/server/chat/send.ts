import 'server-only';
import type { z } from 'zod';
import { v7 as uuid } from 'uuid';
import { chatRights } from '@/shared/permissions';
import type { sendInput } from '@/shared/chat';
import type { AccessedRoom, Insider, RoomAccess } from '../access';
import { db } from '../db';
import { fail } from '../errors';
import { publish } from '../events';
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

/** Where nothing is kept a message exists on the streams alone. */
const sayOnly = (input: Input, said: Awaited<ReturnType<typeof people>>): StoredMessage => {
  const now = new Date().toISOString();
  return {
    id: input.id,
    position: uuid(),
    ...said,
    body: input.body,
    mentions: input.mentions,
    replyTo: null,
    reactions: [],
    files: [],
    editedAt: null,
    deletedAt: null,
    createdAt: now,
    changedAt: now,
  };
};

const store = async (room: AccessedRoom, input: Input, said: Awaited<ReturnType<typeof people>>) =>
  await db().$transaction(async (tx) => {
    const { id, body, mentions, fileIds } = input;
    const { count } = await tx.message.createMany({
      data: [
        {
          id,
          tenantId: room.tenantId,
          roomId: room.id,
          ...said,
          body,
          mentions,
          replyToId: input.replyToId ?? null,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) {
      const mine = { id, roomId: room.id, authorId: said.authorId };
      return (await tx.message.count({ where: mine })) === 1 ? 'known' : fail('NOT_FOUND');
    }
    if (fileIds.length > 0) {
      const claimed = await tx.file.updateMany({
        where: {
          id: { in: fileIds },
          roomId: room.id,
          ownerId: said.authorId,
          messageId: null,
          purpose: 'attachment',
          state: 'stored',
          deletedAt: null,
        },
        data: { messageId: id, expiresAt: null },
      });
      if (claimed.count !== new Set(fileIds).size) return fail('ATTACHMENT_MISSING');
    }
    return 'new';
  });

/**
 * Posts a message and tells the streams; sent again under the same id it is answered and not posted twice.
 * Fails FORBIDDEN (who may write here), NOT_FOUND (reply or recipient), REPLY_IS_PRIVATE, NO_HISTORY,
 * ATTACHMENT_MISSING.
 */
export const sendMessage = async ({ room, role, insider }: Sender, input: Input): Promise<StoredMessage> => {
  const rights = chatRights(role, room);
  if (!rights.send) return fail('FORBIDDEN');
  const isKept = room.historyDays !== 0;
  if (!isKept && (input.replyToId || input.fileIds.length > 0)) return fail('NO_HISTORY');
  const [said] = await Promise.all([people(room, insider, input), answered(room, insider, input)]);
  if (isKept && (await store(room, input, said)) === 'known') return await getMessage(input.id);
  const message = isKept ? await getMessage(input.id) : sayOnly(input, said);
  await publish('room', room.id, { type: 'message', message });
  if (message.files.length > 0) await publish('room', room.id, { type: 'changed', what: 'files' });
  return message;
};
