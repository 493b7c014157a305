import 'server-only';
import { chatRights } from '@/shared/permissions';
import { type FileKind, MEGABYTE, PICTURE_MAX } from '@/shared/storage';
import { findRoomAccess, findTenantAccess, type Insider, type RoomAccess, type Visitor } from '../access';
import { db } from '../db';
import { fail } from '../errors';

interface Sized {
  size: number;
  kind: FileKind;
}

const maxFileMB = async (tenantId: string) =>
  (await db().tenant.findUnique({ where: { id: tenantId }, select: { maxFileMB: true } }))?.maxFileMB ?? 0;

/**
 * The room and whoever asks, where they may attach this file there.
 * Fails NOT_FOUND, FORBIDDEN, NO_HISTORY, FILE_TOO_BIG, FILE_KIND_REFUSED.
 */
export const mayAttach = async (
  visitor: Visitor,
  roomId: string,
  { size, kind }: Sized,
): Promise<RoomAccess & { insider: Insider }> => {
  const access = await findRoomAccess(visitor, roomId, 'file:attach');
  const { room, role, rules, insider } = access;
  if (!insider) return fail('NOT_FOUND');
  if (room.historyDays === 0) return fail('NO_HISTORY');
  if (!chatRights({ role, settings: room, rules }).attach) return fail('FORBIDDEN');
  if (size > Math.min(room.maxFileMB, await maxFileMB(room.tenantId)) * MEGABYTE) return fail('FILE_TOO_BIG');
  if (!room.fileKinds.includes(kind)) return fail('FILE_KIND_REFUSED');
  return { ...access, insider };
};

const mayBePicture = ({ size, kind }: Sized) => {
  if (size > PICTURE_MAX) return fail('FILE_TOO_BIG');
  return kind === 'image' || fail('FILE_KIND_REFUSED');
};

/** Who asks, where they may have this picture of themselves. Fails UNAUTHENTICATED, FILE_TOO_BIG, FILE_KIND_REFUSED. */
export const mayPicture = ({ viewer }: Visitor, file: Sized): { userId: string } => {
  if (viewer.kind !== 'user') return fail('UNAUTHENTICATED');
  mayBePicture(file);
  return { userId: viewer.userId };
};

/** Also the tenant, where they may set its logo. Fails as `mayPicture` does, and NOT_FOUND, FORBIDDEN. */
export const mayLogo = async (visitor: Visitor, tenant: { slug: string }, file: Sized) => {
  const access = await findTenantAccess(visitor.viewer, tenant.slug, 'tenant:edit');
  return { ...mayPicture(visitor, file), tenant: access.tenant };
};
