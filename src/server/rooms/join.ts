import 'server-only';
import type { z } from 'zod';
import { chatRights, mayNow, mediaRights } from '@/shared/permissions';
import type { joinInput } from '@/shared/rooms';
import { type AccessedRoom, findRoomByCode, type RoomAccess, type RoomStanding } from '../access';
import { issueGuest, readGuest } from '../auth/guests';
import { proveMeeting } from '../auth/quotas';
import type { Context } from '../context';
import { db } from '../db';
import { env } from '../env';
import { fail } from '../errors';
import { listIdentities, openRoom, signToken } from '../livekit';
import { log } from '../log';
import type { Person } from '../person';
import { identityOf } from './identity';
import { admit, readAdmission } from './admissions';
import { isRecorded } from './recordRoom';
import { takeSeat } from './seats';

const findUser = async (userId: string) =>
  (await db().user.findUnique({ where: { id: userId }, select: { name: true, avatarId: true } })) ??
  fail('UNAUTHENTICATED');

const doorOf = ({ room, role, rules }: RoomStanding, isRecordedNow: boolean) => ({
  roomId: room.id,
  code: room.code,
  roomName: room.name,
  tenant: role === 'guest' ? { ...room.tenant, slug: null } : room.tenant,
  role,
  rights: mediaRights({ role, settings: room, rules }),
  isRecorded: isRecordedNow || room.recordsItself,
  mayRecord: mayNow('room:record', { role, settings: room, rules }),
  chat: { ...chatRights({ role, settings: room, rules }), isKept: room.historyDays !== 0 },
  startsMuted: room.mutedOnEntry && role !== 'host' && role !== 'cohost',
});

/**
 * What a link opens. Where the room takes no guests, the anonymous learn only that they have to sign in.
 * `name` is the account's, or the one that this guest used before. Fails NOT_FOUND.
 */
export const openLink = async (ctx: Context, code: string) => {
  const standing = await findRoomByCode(ctx, code);
  if (!standing) return ctx.viewer.kind === 'anonymous' ? ({ access: 'signIn' } as const) : fail('NOT_FOUND');
  const { room } = standing;
  const door = doorOf(standing, await isRecorded(room.id));
  if (ctx.viewer.kind === 'user')
    return {
      access: 'open',
      ...door,
      isGuest: false,
      name: (await findUser(ctx.viewer.userId)).name,
    } as const;
  const guest = await readGuest(ctx.headers, room.id);
  return { access: 'open', ...door, isGuest: true, name: guest?.name ?? null } as const;
};

const identify = async (ctx: Context, room: AccessedRoom, input: z.output<typeof joinInput>) => {
  if (ctx.viewer.kind === 'user') {
    const person: Person = { id: ctx.viewer.userId, isGuest: false };
    return { person, ...(await findUser(person.id)) };
  }
  const before = await readGuest(ctx.headers, room.id);
  const name = input.name ?? before?.name ?? fail('NAME_REQUIRED');
  const { guest, cookie } = await issueGuest(room.id, name, before);
  const person: Person = { id: guest.id, isGuest: true };
  return { person, name, avatarId: null, cookie };
};

/** Lets somebody with only the link into what is said from the beginning of the meeting on. */
const letIn = async (
  roomId: string,
  person: Person,
  { name, address }: { name: string; address: string },
) => {
  const running = await db().meeting.findFirst({
    where: { roomId, endedAt: null },
    select: { startedAt: true },
    orderBy: { startedAt: 'desc' },
  });
  const before = await readAdmission(roomId, person);
  const since = running?.startedAt ?? before?.since ?? new Date();
  await admit(roomId, person, { name, since, address });
};

const whoIsInside = async (room: AccessedRoom, limit: number) => {
  try {
    await openRoom(room.id, limit);
    return await listIdentities(room.id);
  } catch (error) {
    log().error({ roomId: room.id, error }, 'LiveKit did not open the room');
    return fail('MEDIA_UNAVAILABLE');
  }
};

/**
 * A LiveKit token for the viewer, who then has a minute to use it before the seat is free again; a token itself
 * lives for ten. Fails NAME_REQUIRED, QUOTA_MINUTES, ROOM_FULL, MEDIA_UNAVAILABLE.
 */
export const joinRoom = async (
  ctx: Context,
  { room, role, rules }: RoomAccess,
  input: z.output<typeof joinInput>,
) => {
  const { person, name, avatarId, cookie } = await identify(ctx, room, input);
  const identity = identityOf(person, input.tabId);
  const limit = await proveMeeting(room);
  const inside = await whoIsInside(room, limit);
  if (!(await takeSeat(room.id, identity, { limit, inside }))) return fail('ROOM_FULL');
  if (role === 'guest') await letIn(room.id, person, { name, address: ctx.address });
  if (cookie) ctx.resHeaders.append('set-cookie', cookie);
  const rights = mediaRights({ role, settings: room, rules });
  const token = await signToken({ room: room.id, identity, name, role, rights, avatarId });
  return { serverUrl: env().LIVEKIT_PUBLIC_URL, token, identity, personId: person.id, name, role, rights };
};
