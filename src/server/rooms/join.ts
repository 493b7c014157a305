import 'server-only';
import type { z } from 'zod';
import type { ErrorCode } from '@/shared/errors';
import { chatRights, isHosting, mayNow, mediaRights } from '@/shared/permissions';
import type { joinInput } from '@/shared/rooms';
import { type AccessedRoom, findRoomByCode, type RoomAccess, type RoomStanding } from '../access';
import { guestOf, readGuest } from '../auth/guests';
import { proveMeeting } from '../auth/quotas';
import type { Context } from '../context';
import { env } from '../env';
import { fail } from '../errors';
import { listIdentities, openRoom, signToken } from '../livekit';
import { log } from '../log';
import type { Person } from '../person';
import { type Admission, admit, admitMember, readAdmission } from './admissions';
import { findWay, type Way } from './entry';
import { findUser, identify } from './identify';
import { identityOf } from './identity';
import { findMeetingStart } from './meetingStart';
import { isRecorded } from './recordRoom';
import { takeSeat } from './seats';

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
 * What a link opens, and what stands in the way. Where the room takes no guests, the anonymous learn only that they have to sign in.
 * `name` is the account's, or the one that this guest used before. Fails NOT_FOUND.
 */
export const openLink = async (ctx: Context, code: string) => {
  const standing = await findRoomByCode(ctx, code);
  if (!standing) return ctx.viewer.kind === 'anonymous' ? ({ access: 'signIn' } as const) : fail('NOT_FOUND');
  const { room } = standing;
  const [isRecordedNow, way] = await Promise.all([
    isRecorded(room.id),
    findWay(standing, await guestOf(ctx, room.id), ctx.address),
  ]);
  const door = { ...doorOf(standing, isRecordedNow), way };
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

/** Notes that somebody came in; an outsider then reads what is said from the beginning of the meeting on. */
const letIn = async (
  { room, role }: RoomStanding,
  person: Person,
  told: Pick<Admission, 'name' | 'address' | 'linkId'>,
) => {
  const who = { ...person, ...told };
  if (role !== 'guest') return await admitMember(room.id, { ...who, since: new Date(), isByHost: false });
  const before = await readAdmission(room.id, person);
  const since = await findMeetingStart(room.id, before?.since ?? new Date());
  await admit(room.id, [{ ...who, since, isByHost: before?.isByHost ?? false, isOutsider: true }]);
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

const REFUSALS = {
  lobby: 'MUST_WAIT',
  hostAbsent: 'MUST_WAIT',
  locked: 'ROOM_LOCKED',
  barred: 'BARRED',
} as const satisfies Record<Exclude<Way, 'in'>, ErrorCode>;

/**
 * A LiveKit token for the viewer, who then has a minute to use it before the seat is free again; a token itself
 * lives for ten. Nothing of it happens for who has to wait. Fails NAME_REQUIRED, BARRED, ROOM_LOCKED, MUST_WAIT,
 * QUOTA_MINUTES, ROOM_FULL, MEDIA_UNAVAILABLE.
 */
export const joinRoom = async (ctx: Context, access: RoomAccess, input: z.output<typeof joinInput>) => {
  const { room, role, rules } = access;
  const { person, name, avatarId, cookie } = await identify(ctx, room.id, input.name);
  const way = await findWay(access, person, ctx.address);
  if (way !== 'in') return fail(REFUSALS[way]);
  const identity = identityOf(person, input.tabId);
  const limit = await proveMeeting(room);
  const inside = await whoIsInside(room, limit);
  if (!(await takeSeat(room.id, identity, { limit, inside }))) return fail('ROOM_FULL');
  if (!isHosting(role)) {
    const linkId = access.isInvited ? ((await guestOf(ctx, room.id))?.linkId ?? null) : null;
    await letIn(access, person, { name, address: ctx.address, linkId });
  }
  if (cookie) ctx.resHeaders.append('set-cookie', cookie);
  const rights = mediaRights({ role, settings: room, rules });
  const token = await signToken({ room: room.id, identity, name, role, rights, avatarId });
  return { serverUrl: env().LIVEKIT_PUBLIC_URL, token, identity, personId: person.id, name, role, rights };
};
