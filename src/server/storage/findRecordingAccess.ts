import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import type { RoomPermission } from '@/shared/permissions';
import { findRoomAccess, type Visitor } from '../access';
import { db } from '../db';
import { fail } from '../errors';

const accessSelect = {
  id: true,
  tenantId: true,
  roomId: true,
  meetingId: true,
  name: true,
  state: true,
  isAudioOnly: true,
  startedAt: true,
  endedAt: true,
  duration: true,
  deletedAt: true,
} satisfies Prisma.RecordingSelect;

export type AccessedRecording = Prisma.RecordingGetPayload<{ select: typeof accessSelect }>;

export type RecordingPermission = Extract<RoomPermission, `recording:${string}`>;

/**
 * A recording that the visitor has `permission` for, with its room and their role there. Who isn't of the room's
 * tenant gets NOT_FOUND; fails FORBIDDEN for the tenant's own people.
 */
export const findRecordingAccess = async (
  visitor: Visitor,
  id: string,
  permission: RecordingPermission,
  state: 'live' | 'deleted' = 'live',
) => {
  const deletedAt = state === 'live' ? null : { not: null };
  const recording = await db().recording.findUnique({ where: { id, deletedAt }, select: accessSelect });
  if (!recording) return fail('NOT_FOUND');
  const { room, role, insider } = await findRoomAccess(visitor, recording.roomId, permission);
  return { recording, room, role, insider: insider ?? fail('NOT_FOUND') };
};

export type RecordingAccess = Awaited<ReturnType<typeof findRecordingAccess>>;
