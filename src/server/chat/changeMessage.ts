import 'server-only';
import type { z } from 'zod';
import { canInRoom } from '@/shared/permissions';
import { type editInput, REACTION_KINDS_MAX, type reactInput } from '@/shared/chat';
import type { AccessedRoom, Insider, RoomAccess } from '../access';
import { db } from '../db';
import { fail } from '../errors';
import { publish } from '../events';
import { tellFiles } from '../storage/tellFiles';
import { findName } from '../rooms/people';
import { getMessage, readableBy, type StoredMessage } from './messages';

type Actor = RoomAccess & { insider: Insider };

const tell = async (room: AccessedRoom, messageId: string): Promise<StoredMessage> => {
  const message = await getMessage(messageId);
  await publish('room', room.id, { type: 'message', message });
  return message;
};

/** Changes the words of one's own message. Fails NOT_FOUND. */
export const editMessage = async (
  { room, insider }: Actor,
  { messageId, body, mentions }: z.output<typeof editInput>,
) => {
  const { count } = await db().message.updateMany({
    where: {
      ...readableBy(room, insider),
      id: messageId,
      authorId: insider.id,
      authorIsGuest: insider.isGuest,
      deletedAt: null,
    },
    data: { body, mentions, editedAt: new Date() },
  });
  if (count === 0) return fail('NOT_FOUND');
  return await tell(room, messageId);
};

/** Deletes a message, its words, its reactions and its files: one's own, or any that a host can read. Fails NOT_FOUND. */
export const removeMessage = async ({ room, role, insider }: Actor, messageId: string) => {
  const own = { authorId: insider.id, authorIsGuest: insider.isGuest };
  const deletedAt = new Date();
  await db().$transaction(async (tx) => {
    const { count } = await tx.message.updateMany({
      where: {
        AND: [readableBy(room, insider), canInRoom(role, 'chat:moderate') ? {} : own],
        id: messageId,
        deletedAt: null,
      },
      data: { body: '', mentions: [], deletedAt },
    });
    if (count === 0) return fail('NOT_FOUND');
    await tx.reaction.deleteMany({ where: { messageId } });
    await tx.file.updateMany({ where: { messageId, deletedAt: null }, data: { deletedAt } });
  });
  await tellFiles(room);
  return await tell(room, messageId);
};

/** Sets or takes back one's reaction to a message. Fails NOT_FOUND, TOO_MANY_REACTIONS. */
export const reactToMessage = async (
  { room, insider }: Actor,
  { messageId, emoji, isOn }: z.output<typeof reactInput>,
) => {
  const personName = await findName(room, insider);
  await db().$transaction(async (tx) => {
    // Touching the message first makes two reactions to it wait for each other, and its change known.
    const { count } = await tx.message.updateMany({
      where: { ...readableBy(room, insider), id: messageId, deletedAt: null },
      data: { changedAt: new Date() },
    });
    if (count === 0) return fail('NOT_FOUND');
    if (!isOn) return await tx.reaction.deleteMany({ where: { messageId, personId: insider.id, emoji } });
    const others = await tx.reaction.findMany({
      where: { messageId, emoji: { not: emoji } },
      select: { emoji: true },
      distinct: ['emoji'],
    });
    if (others.length >= REACTION_KINDS_MAX) return fail('TOO_MANY_REACTIONS');
    return await tx.reaction.createMany({
      data: [{ messageId, personId: insider.id, personName, emoji }],
      skipDuplicates: true,
    });
  });
  return await tell(room, messageId);
};
