import 'server-only';
import { cleanFileName } from '@/shared/fileName';
import type { AccessedRoom } from '../access';
import { getMessage } from '../chat/messages';
import { actorOf, type Asker, audit } from '../audit';
import { db } from '../db';
import { fail } from '../errors';
import { publish } from '../events';
import { undoLimit } from '../undoLimit';
import { discardFiles } from './discardFiles';
import { fileSelect } from './files';
import type { AccessedFile } from './findFileAccess';
import { tellFiles } from './tellFiles';

interface Target {
  file: AccessedFile;
  room: AccessedRoom;
}

/** Tells the lists that files are in, and the message that shows this one. */
const tell = async ({ file, room }: Target) => {
  await tellFiles(room);
  if (!file.messageId) return;
  await publish('room', room.id, { type: 'message', message: await getMessage(file.messageId) });
};

const change = async (target: Target, data: { name: string } | { deletedAt: Date | null }) => {
  const { id, messageId } = target.file;
  const changed = await db().$transaction(async (tx) => {
    // A stream that resumes reads which messages changed, and a file is part of its message.
    if (messageId) await tx.message.updateMany({ where: { id: messageId }, data: { changedAt: new Date() } });
    return await tx.file.update({ where: { id }, data, select: fileSelect });
  });
  await tell(target);
  return changed;
};

/** What moderators do to others' files stands in the audit log; one's own are one's own affair. */
const noteModeration = async (ctx: Target & Asker, action: 'file.delete' | 'file.restore') => {
  const { file, room, viewer } = ctx;
  if (!file.ownerIsGuest && viewer.kind === 'user' && viewer.userId === file.ownerId) return;
  const { name } = await db().file.findUniqueOrThrow({ where: { id: file.id }, select: { name: true } });
  const target = { kind: 'file', id: file.id, name } as const;
  await audit(await actorOf(ctx), { tenantId: room.tenantId, action, target, detail: { room: room.name } });
};

/** Gives a file another name, cleaned; returns the file. */
export const renameFile = async (target: Target, name: string) =>
  await change(target, { name: cleanFileName(name) });

/** Takes a file out of its message and of all lists, to be undone for thirty days. */
export const removeFile = async (target: Target & Asker) => {
  await change(target, { deletedAt: new Date() });
  await noteModeration(target, 'file.delete');
};

/** Takes a file's deletion back. Fails UNDO_EXPIRED after thirty days. */
export const restoreFile = async (target: Target & Asker) => {
  const { deletedAt } = target.file;
  if (!deletedAt || deletedAt < undoLimit()) return fail('UNDO_EXPIRED');
  const restored = await change(target, { deletedAt: null });
  await noteModeration(target, 'file.restore');
  return restored;
};

/** Ends an upload, or drops a file that no message carries yet: nothing of it is left, and its bytes are free again. */
export const cancelUpload = async (id: string) => {
  await discardFiles({ id, messageId: null });
};
