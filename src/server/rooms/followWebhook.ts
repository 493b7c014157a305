import 'server-only';
import { ParticipantInfo_Kind } from '@livekit/protocol';
import type { WebhookEvent } from 'livekit-server-sdk';
import { publish } from '../events';
import { listParticipants } from '../livekit';
import { afterMeeting } from './afterMeeting';
import { applyRights } from './applyRights';
import { isHostRole } from './entry';
import { noteGhosts } from './ghosts';
import { recordFromStart } from './recordRoom';
import { tellMeetings } from './tellMeetings';

/** LiveKit lists them still: the new node knows nothing of them. Whether there is anybody. */
const noteLost = async (roomId: string, event: WebhookEvent): Promise<boolean> => {
  const lost = (await listParticipants(roomId)).filter(({ joinedAt }) => joinedAt < event.createdAt);
  await noteGhosts(
    roomId,
    lost.map(({ sid }) => sid),
  );
  return lost.length > 0;
};

/** Who waits for a host looks again when one comes or leaves. */
const tellDoor = async (roomId: string, role: string | undefined) => {
  if (isHostRole(role)) await publish('room', roomId, { type: 'door', who: null });
};

/**
 * What follows from an event that is stored. It may come late, and more than once: each step asks what is so now, or has
 * others ask.
 */
export const followWebhook = async (webhook: WebhookEvent) => {
  const { event, room, participant } = webhook;
  if (!room) return;
  switch (event) {
    case 'room_started':
      // First of all: whom a dead node has left behind waits for this.
      await publish('room', room.name, { type: 'started', at: Number(webhook.createdAt) });
      if (await noteLost(room.name, webhook)) await tellMeetings(room.name);
      return;
    case 'room_finished':
      return await afterMeeting(room.name);
    case 'participant_joined':
      if (participant?.kind === ParticipantInfo_Kind.STANDARD) {
        // Their token may be of before a right was taken, or they were removed.
        await applyRights(room.name, participant.identity);
        await recordFromStart(room.name);
      }
      await tellDoor(room.name, participant?.attributes['role']);
      return await tellMeetings(room.name);
    case 'participant_left':
    case 'participant_connection_aborted':
      await tellDoor(room.name, participant?.attributes['role']);
      return await tellMeetings(room.name);
    default:
  }
};
