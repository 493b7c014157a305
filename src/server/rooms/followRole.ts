import 'server-only';
import { publish } from '../events';
import { applyRights } from './applyRights';
import { withMedia } from './moderate';
import { tellPeople } from './roomLinks';
import { tellRoom } from './tellRoom';

/**
 * What follows from a change of somebody's role in a room: pages, streams, those who wait and the call itself go by it.
 * Fails MEDIA_UNAVAILABLE.
 */
export const followRole = async (room: { id: string; tenantId: string }) => {
  await tellRoom(room);
  await tellPeople(room.id);
  await withMedia(room.id, async () => await applyRights(room.id));
  // Whoever waits for a host has one as soon as LiveKit knows.
  await publish('room', room.id, { type: 'door', who: null });
};
