import 'server-only';
import { z } from 'zod';
import { actorOf, audit } from '../audit';
import { fail } from '../errors';
import { listPeople, readRoomMetadata, setRoomMetadata } from '../livekit';
import { personOf } from './identity';
import { type Host, tellAct, withMedia } from './moderate';

const told = z.object({ spotlight: z.string().nullable() });

const readSpotlight = async (roomId: string): Promise<string | null> => {
  const metadata = await readRoomMetadata(roomId);
  return metadata ? told.parse(JSON.parse(metadata)).spotlight : null;
};

/**
 * Shows somebody large to everybody, or (null) nobody; they are told, and so is who was before. Fails NOT_FOUND outside
 * of the call, MEDIA_UNAVAILABLE.
 */
export const spotlight = async (host: Host, identity: string | null) => {
  const { id: roomId, tenantId, name } = host.room;
  const [people, before] = await withMedia(
    roomId,
    async () => await Promise.all([listPeople(roomId), readSpotlight(roomId)]),
  );
  const person = people.find((who) => who.identity === identity);
  if (identity !== null && !person) return fail('NOT_FOUND');
  await withMedia(roomId, async () => await setRoomMetadata(roomId, { spotlight: identity }));
  const actor = await actorOf(host);
  await audit(actor, {
    tenantId,
    action: identity === null ? 'meeting.endSpotlight' : 'meeting.spotlight',
    target: { kind: 'room', id: roomId, name },
    detail: { person: people.find((who) => who.identity === (identity ?? before))?.name ?? null },
  });
  if (identity === before) return;
  const [shown, unshown] = [identity, before].map((one) => (one === null ? null : personOf(one)));
  if (unshown) await tellAct(host, actor, { act: 'unshown', to: unshown });
  if (shown) await tellAct(host, actor, { act: 'shown', to: shown });
};
