import 'server-only';
import { type ParticipantInfo, ParticipantInfo_Kind, TrackSource } from '@livekit/protocol';
import type { WebhookEvent } from 'livekit-server-sdk';
import type { Prisma } from '@/generated/prisma/client';
import type { RoomAccess } from '../access';
import { actorOf, audit } from '../audit';
import type { Context } from '../context';
import { db, type Tx } from '../db';
import { sightingOf } from '../egress';
import { closeRoom } from '../livekit';
import { followWebhook } from './followWebhook';
import { personOf } from './identity';
import { applySighting } from './recordingLedger';

const PAGE_SIZE = 20;

const meetingSelect = {
  id: true,
  startedAt: true,
  endedAt: true,
  attendances: {
    select: { id: true, userId: true, guestId: true, name: true, joinedAt: true, leftAt: true },
    orderBy: { joinedAt: 'asc' },
  },
} satisfies Prisma.MeetingSelect;

/** A page of a room's meetings, newest first, each with who was there, from when to when. */
export const listMeetings = async (roomId: string, cursor: string | null | undefined) => {
  const rows = await db().meeting.findMany({
    where: { roomId, ...(cursor ? { id: { lt: cursor } } : {}) },
    select: meetingSelect,
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
  });
  const items = rows.slice(0, PAGE_SIZE);
  return { items, nextCursor: rows.length > items.length ? (items.at(-1)?.id ?? null) : null };
};

/** Ends the call in a room for everybody in it. */
export const endMeeting = async (ctx: Context & Pick<RoomAccess, 'room'>) => {
  const { id, name, tenantId } = ctx.room;
  await closeRoom(id);
  const target = { kind: 'room', id, name } as const;
  await audit(await actorOf(ctx), { tenantId, action: 'meeting.end', target });
};

const fromSeconds = (seconds: bigint) => new Date(Number(seconds) * 1000);

const ensureMeeting = async (tx: Tx, event: WebhookEvent) => {
  if (!event.room) return null;
  const room = await tx.room.findUnique({
    where: { id: event.room.name },
    select: { id: true, tenantId: true },
  });
  if (!room) return null;
  return await tx.meeting.upsert({
    where: { livekitSid: event.room.sid },
    create: {
      tenantId: room.tenantId,
      roomId: room.id,
      livekitSid: event.room.sid,
      startedAt: fromSeconds(event.createdAt),
    },
    update: {},
    select: { id: true, tenantId: true },
  });
};

/** To the millisecond where LiveKit tells it: whether somebody came before a lock or just after it is no matter of seconds. */
const joinedAtOf = ({ joinedAt, joinedAtMs }: ParticipantInfo) =>
  joinedAtMs > 0n ? new Date(Number(joinedAtMs)) : fromSeconds(joinedAt);

const noteAttendance = async (tx: Tx, event: WebhookEvent, leftAt: Date | null) => {
  const { participant } = event;
  if (!participant || participant.kind !== ParticipantInfo_Kind.STANDARD) return;
  const meeting = await ensureMeeting(tx, event);
  if (!meeting) return;
  const person = personOf(participant.identity);
  await tx.attendance.upsert({
    where: { livekitSid: participant.sid },
    create: {
      tenantId: meeting.tenantId,
      meetingId: meeting.id,
      livekitSid: participant.sid,
      userId: person && !person.isGuest ? person.id : null,
      guestId: person?.isGuest ? person.id : null,
      name: participant.name,
      joinedAt: joinedAtOf(participant),
      leftAt,
    },
    // Webhooks come in any order: a join that is late must not undo a leave.
    update: leftAt ? { leftAt } : {},
  });
};

const noteShare = async (tx: Tx, event: WebhookEvent, endedAt: Date | null) => {
  const { track, participant } = event;
  if (!participant || track?.source !== TrackSource.SCREEN_SHARE) return;
  const meeting = await ensureMeeting(tx, event);
  if (!meeting) return;
  await tx.screenShare.upsert({
    where: { livekitSid: track.sid },
    create: {
      tenantId: meeting.tenantId,
      meetingId: meeting.id,
      livekitSid: track.sid,
      name: participant.name,
      startedAt: fromSeconds(event.createdAt),
      endedAt,
    },
    update: endedAt ? { endedAt } : {},
  });
};

/** A room that starts once more has lost its node, and with it everybody who was there. */
const endStays = async (tx: Tx, event: WebhookEvent) => {
  const startedAt = fromSeconds(event.createdAt);
  const meeting = { livekitSid: event.room?.sid ?? '', endedAt: null };
  await tx.attendance.updateMany({
    where: { meeting, leftAt: null, joinedAt: { lt: startedAt } },
    data: { leftAt: startedAt },
  });
  await tx.screenShare.updateMany({
    where: { meeting, endedAt: null, startedAt: { lt: startedAt } },
    data: { endedAt: startedAt },
  });
};

const closeMeeting = async (tx: Tx, event: WebhookEvent) => {
  if (!event.room) return;
  const endedAt = fromSeconds(event.createdAt);
  const ended = await tx.meeting.updateManyAndReturn({
    where: { livekitSid: event.room.sid, endedAt: null },
    data: { endedAt },
    select: { id: true },
  });
  const meetingId = { in: ended.map(({ id }) => id) };
  await tx.attendance.updateMany({ where: { meetingId, leftAt: null }, data: { leftAt: endedAt } });
  await tx.screenShare.updateMany({ where: { meetingId, endedAt: null }, data: { endedAt } });
};

const apply = async (tx: Tx, event: WebhookEvent) => {
  switch (event.event) {
    case 'room_started':
      return await endStays(tx, event);
    case 'participant_joined':
      return await noteAttendance(tx, event, null);
    case 'participant_left':
    case 'participant_connection_aborted':
      return await noteAttendance(tx, event, fromSeconds(event.createdAt));
    case 'track_published':
      return await noteShare(tx, event, null);
    case 'track_unpublished':
      return await noteShare(tx, event, fromSeconds(event.createdAt));
    case 'room_finished':
      return await closeMeeting(tx, event);
    default:
  }
};

/**
 * Stores a verified webhook by its id and applies it, both or neither, and has done what follows; a replay does what is
 * still missing, and else nothing. What it says of an egress goes to the ledger, which takes it in any order and any
 * number of times.
 */
export const applyWebhook = async (event: WebhookEvent) => {
  if (event.egressInfo) return await applySighting(sightingOf(event.egressInfo));
  const { id } = event;
  const isDone = await db().$transaction(async (tx) => {
    const { count } = await tx.webhookEvent.createMany({
      data: [{ id, event: event.event }],
      skipDuplicates: true,
    });
    if (count > 0) await apply(tx, event);
    return (await tx.webhookEvent.count({ where: { id, followedAt: null } })) === 0;
  });
  if (isDone) return;
  // Redis or LiveKit may be away, or this process end: LiveKit, told of no success, sends it again.
  await followWebhook(event);
  await db().webhookEvent.updateMany({ where: { id }, data: { followedAt: new Date() } });
};
