import 'server-only';
import type { RoomAccess, Insider } from '../access';
import { actorOf } from '../audit';
import { fail } from '../errors';
import { changeParticipant, listPeople } from '../livekit';
import type { Person } from '../person';
import { identityOf, isIdentityOf, personOf } from './identity';
import { type Host, tellAct, withMedia } from './moderate';

/** Raises or lowers one's own hand: the time of it, in milliseconds, is what orders the hands. Fails NOT_FOUND outside of the call. */
export const raiseHand = async (
  { room, insider }: RoomAccess & { insider: Insider },
  tabId: string,
  isRaised: boolean,
) => {
  const identity = identityOf(insider, tabId);
  const people = await withMedia(room.id, async () => await listPeople(room.id));
  if (!people.some((who) => who.identity === identity)) fail('NOT_FOUND');
  const attributes = { hand: isRaised ? String(Date.now()) : '' };
  await withMedia(room.id, async () => await changeParticipant(room.id, identity, { attributes }));
};

/** Lowers somebody's hand, or (null) all. */
export const lowerHands = async (host: Host, person: Person | null) => {
  const { room } = host;
  const people = await withMedia(room.id, async () => await listPeople(room.id));
  const raised = people.filter(
    ({ identity, attributes }) => attributes['hand'] && (!person || isIdentityOf(identity, person)),
  );
  await withMedia(room.id, async () => {
    const attributes = { hand: '' };
    await Promise.all(
      raised.map(async ({ identity }) => await changeParticipant(room.id, identity, { attributes })),
    );
  });
  const actor = await actorOf(host);
  for (const { identity } of raised)
    await tellAct(host, actor, { act: 'handLowered', to: personOf(identity) });
};
