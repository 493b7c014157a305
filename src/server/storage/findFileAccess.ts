import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { canInRoom, canWithFile, type FilePermission, type FileRole } from '@/shared/permissions';
import { type AccessedRoom, findRoomAccess, type Insider, type RoomAccess, type Visitor } from '../access';
import { readableBy } from '../chat/messages';
import { db } from '../db';
import { fail } from '../errors';
import { findUpload } from './findUpload';

const accessSelect = {
  id: true,
  purpose: true,
  roomId: true,
  messageId: true,
  ownerId: true,
  ownerIsGuest: true,
  deletedAt: true,
} satisfies Prisma.FileSelect;

export type AccessedFile = Prisma.FileGetPayload<{ select: typeof accessSelect }>;

interface FileAccess {
  file: AccessedFile;
  /** The room whose file it is, and whoever asks. */
  room: AccessedRoom;
}

const isOwn = (file: AccessedFile, { id, isGuest }: Insider) =>
  file.ownerId === id && file.ownerIsGuest === isGuest;

/** Whether the message that carries the file is there for whoever asks; a file that none carries is its owner's. */
const isReadable = async (file: AccessedFile, { room, insider }: RoomAccess & { insider: Insider }) => {
  if (!file.messageId) return isOwn(file, insider);
  const where = { ...readableBy(room, insider), id: file.messageId, deletedAt: null };
  return (await db().message.count({ where })) === 1;
};

const roleFor = (file: AccessedFile, role: RoomAccess['role'], insider: Insider): FileRole => {
  if (isOwn(file, insider)) return 'owner';
  return canInRoom(role, 'file:moderate') ? 'moderator' : 'reader';
};

/** A room's file that the visitor may see, with what it is to them. Fails NOT_FOUND. */
const findAttachment = async (visitor: Visitor, where: Prisma.FileWhereUniqueInput) => {
  const file = await db().file.findUnique({ where, select: accessSelect });
  if (!file?.roomId || file.purpose !== 'attachment') return fail('NOT_FOUND');
  const access = await findRoomAccess(visitor, file.roomId, 'file:read');
  const insider = access.insider ?? fail('NOT_FOUND');
  if (!(await isReadable(file, { ...access, insider }))) return fail('NOT_FOUND');
  return { file, room: access.room, role: roleFor(file, access.role, insider) };
};

/**
 * A file that the visitor has `permission` for, stored or, as `state` says, deleted. Whoever may not see it gets
 * NOT_FOUND; fails FORBIDDEN for who may only see it.
 */
export const findFileAccess = async (
  visitor: Visitor,
  id: string,
  permission: FilePermission,
  state: 'live' | 'deleted' = 'live',
): Promise<FileAccess> => {
  const deletedAt = state === 'live' ? null : { not: null };
  const { role, ...access } = await findAttachment(visitor, { id, state: 'stored', deletedAt });
  return canWithFile(role, permission) ? access : fail('FORBIDDEN');
};

/** Proves that the visitor may have the bytes of a room's file. Fails NOT_FOUND. */
export const proveDownload = async (visitor: Visitor, id: string) => {
  await findAttachment(visitor, { id, state: 'stored', deletedAt: null });
};

/**
 * A file of the visitor's own that nothing shows yet: still on its way, or in no message. Fails NOT_FOUND, and as
 * `findRoomAccess` does: whom the room's tenant doesn't let in with this session has nothing in it.
 */
export const findUnclaimed = async (visitor: Visitor, id: string) => {
  const upload = await findUpload(visitor, id);
  if (upload.roomId) await findRoomAccess(visitor, upload.roomId, 'chat:read');
  const isPicture = upload.purpose !== 'attachment' && upload.state === 'stored';
  return isPicture || upload.messageId ? fail('NOT_FOUND') : upload;
};
