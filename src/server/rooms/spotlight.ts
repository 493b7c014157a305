import 'server-only';
import { actorOf, audit } from '../audit';
import { fail } from '../errors';
import { listPeople, setRoomMetadata } from '../livekit';
import { type Host, withMedia } from './moderate';

/** Shows somebody large to everybody, or (null) nobody. Fails NOT_FOUND outside of the call, MEDIA_UNAVAILABLE. */
export const spotlight = async (host: Host, identity: string | null) => {
  const { id: roomId, tenantId, name } = host.room;
  const people = await withMedia(roomId, async () => await listPeople(roomId));
  const person = people.find((who) => who.identity === identity);
  if (identity !== null && !person) return fail('NOT_FOUND');
  await withMedia(roomId, async () => await setRoomMetadata(roomId, { spotlight: identity }));
  await audit(await actorOf(host), {
    tenantId,
    action: 'meeting.spotlight',
    target: { kind: 'room', id: roomId, name },
    detail: { person: person?.name ?? null },
  });
};
