import 'server-only';
import { ParticipantInfo_Kind, TrackSource } from '@livekit/protocol';
import type { WebhookEvent } from 'livekit-server-sdk';
import type { Prisma } from '@/generated/prisma/client';
import type { RoomAccess } from '../access';
import { actorOf, audit } from '../audit';
import type { Context } from '../context';
import { db, type Tx } from '../db';
import { publish } from '../events';
import { sightingOf } from '../egress';
import { closeRoom, listParticipants } from '../livekit';
import { endAdmissions } from './admissions';
import { applyRights } from './applyRights';
import { endBars } from './bars';
import { endRules } from './changeRights';
import { isHostRole } from './entry';
import { forgetGhosts, noteGhosts } from './ghosts';
import { personOf } from './identity';
import { endLock } from './lockRoom';
import { applySighting, giveUp, ledgerSelect } from './recordingLedger';
import { recordFromStart } from './recordRoom';

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
      joinedAt: fromSeconds(participant.joinedAt),
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

/** LiveKit lists them still: the new node knows nothing of them. Whether there is anybody. */
const noteLost = async (roomId: string, event: WebhookEvent): Promise<boolean> => {
  const lost = (await listParticipants(roomId)).filter(({ joinedAt }) => joinedAt < event.createdAt);
  await noteGhosts(
    roomId,
    lost.map(({ sid }) => sid),
  );
  return lost.length > 0;
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

const tell = async (roomId: string) => {
  const room = await db().room.findUnique({ where: { id: roomId }, select: { tenantId: true } });
  if (!room) return;
  await publish('room', roomId, { type: 'changed', what: 'meetings' });
  await publish('tenant', room.tenantId, { type: 'changed', what: 'rooms' });
};

/** Who still waits for a recorder when the meeting is over gets none. */
const endWaiting = async (roomId: string) => {
  const waiting = await db().recording.findMany({
    where: { roomId, state: 'requested' },
    select: ledgerSelect,
  });
  for (const row of waiting) await giveUp(row, 'failed', 'meetingEnded');
};

/** Ends what a meeting that is over leaves behind, unless the next one has begun already, and tells its streams. */
export const afterMeeting = async (roomId: string) => {
  if ((await db().meeting.count({ where: { roomId, endedAt: null } })) === 0) {
    await endWaiting(roomId);
    await Promise.all([endAdmissions(roomId), endBars(roomId), endRules(roomId), endLock(roomId)]);
    await publish('room', roomId, { type: 'access' });
  }
  await tell(roomId);
};

/** Who waits for a host looks again when one comes or leaves. */
const tellDoor = async (roomId: string, role: string | undefined) => {
  if (isHostRole(role)) await publish('room', roomId, { type: 'door', who: null });
};

/** What follows from an event that was new. */
const follow = async (webhook: WebhookEvent) => {
  const { event, room, participant } = webhook;
  if (!room) return;
  switch (event) {
    case 'room_started':
      // First of all: whom a dead node has left behind waits for this.
      await publish('room', room.name, { type: 'started', at: Number(webhook.createdAt) });
      if (await noteLost(room.name, webhook)) await tell(room.name);
      return;
    case 'room_finished':
      await forgetGhosts(room.name);
      return await afterMeeting(room.name);
    case 'participant_joined':
      if (participant?.kind === ParticipantInfo_Kind.STANDARD) {
        // Their token may be of before a right was taken, or they were removed.
        await applyRights(room.name, participant.identity);
        await recordFromStart(room.name);
      }
      await tellDoor(room.name, participant?.attributes['role']);
      return await tell(room.name);
    case 'participant_left':
    case 'participant_connection_aborted':
      await tellDoor(room.name, participant?.attributes['role']);
      return await tell(room.name);
    default:
  }
};

/**
 * Stores a verified webhook by its id and applies it, both or neither; a replay changes nothing. What it says of an
 * egress goes to the ledger, which takes it in any order and any number of times.
 */
export const applyWebhook = async (event: WebhookEvent) => {
  if (event.egressInfo) return await applySighting(sightingOf(event.egressInfo));
  const isNew = await db().$transaction(async (tx) => {
    const { count } = await tx.webhookEvent.createMany({
      data: [{ id: event.id, event: event.event }],
      skipDuplicates: true,
    });
    if (count > 0) await apply(tx, event);
    return count > 0;
  });
  if (isNew) await follow(event);
};
