import 'server-only';
import type { RoomAccess, Insider } from '../access';
import { actorOf } from '../audit';
import { fail } from '../errors';
import { changeParticipant, listPeople } from '../livekit';
import type { Person } from '../person';
import { auditPeople } from './auditPeople';
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

/** Lowers somebody's hand, or (null) all. One's own is nobody's business, and a hand that isn't up nothing to write down. */
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
  const lowered = new Map(
    raised.flatMap(({ identity, name }) => {
      const who = personOf(identity);
      return who && who.id !== host.insider.id ? [[who.id, { ...who, name }] as const] : [];
    }),
  );
  const others = [...lowered.values()];
  const actor = await actorOf(host);
  await auditPeople(actor, room, { action: 'people.lowerHand', people: others });
  await Promise.all(others.map(async (to) => await tellAct(host, actor, { act: 'handLowered', to })));
};
