import 'server-only';
import { TrackSource } from '@livekit/protocol';
import { isHosting, mediaRights, outranks } from '@/shared/permissions';
import type { Act } from '@/shared/events';
import type { AuditAction } from '@/shared/audit';
import type { Insider, RoomAccess } from '../access';
import { type Actor, actorOf, audit } from '../audit';
import type { Context } from '../context';
import { fail } from '../errors';
import { publish } from '../events';
import { changeParticipant, listPeople, muteTrack, type PersonInCall } from '../livekit';
import { log } from '../log';
import type { Person } from '../person';
import { auditPeople } from './auditPeople';
import { isIdentityOf, personOf } from './identity';
import { findName } from './people';
import { findStandings } from './standings';

/** A host in a room, as its procedures have them. */
export type Host = Context & RoomAccess & { insider: Insider };
export type Source = 'microphone' | 'camera' | 'screen';

const SOURCES = {
  microphone: [TrackSource.MICROPHONE],
  camera: [TrackSource.CAMERA],
  screen: [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
} as const satisfies Record<Source, readonly TrackSource[]>;

/** Runs what needs LiveKit. Fails MEDIA_UNAVAILABLE where it doesn't answer. */
export const withMedia = async <T>(roomId: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    log().error({ roomId, error }, 'LiveKit refused');
    return fail('MEDIA_UNAVAILABLE');
  }
};

/** Somebody whom this host may act on, with what they are to the room. Fails NOT_FOUND, FORBIDDEN. */
export const findTarget = async ({ room, role }: Host, person: Person) => {
  const [name, { standingOf }] = await Promise.all([
    findName(room, person),
    findStandings(room.id, [person]),
  ]);
  const standing = standingOf(person);
  if (!outranks(role, standing.role)) fail('FORBIDDEN');
  return { ...standing, ...person, name };
};

export type Target = Awaited<ReturnType<typeof findTarget>>;

/** Tells somebody in the room what was done to them, or everybody; who did it to all or to themselves isn't told. */
export const tellAct = async (
  host: Pick<Host, 'room' | 'insider'>,
  actor: Actor,
  { to, ...act }: Act & { to: Person | null },
) => {
  const by = { id: host.insider.id, name: actor.name };
  if (to?.id === by.id) return;
  await publish('room', host.room.id, { type: 'told', to: to?.id ?? null, by, ...act });
};

/** Writes an act on one person into the log and tells them. */
export const noteAct = async (
  host: Host,
  target: Pick<Target, 'id' | 'isGuest' | 'name'>,
  { action, ...act }: Act & { action: AuditAction },
) => {
  const actor = await actorOf(host);
  const { act: _kind, ...detail } = act;
  await auditPeople(actor, host.room, { action, people: [target], detail });
  await tellAct(host, actor, { ...act, to: target });
};

const openTracks = ({ tracks }: PersonInCall, what: Source) =>
  tracks.filter(({ source, muted }) => !muted && SOURCES[what].some((one) => one === source));

const mute = async (roomId: string, who: PersonInCall, what: Source) => {
  await Promise.all(openTracks(who, what).map(async ({ sid }) => await muteTrack(roomId, who.identity, sid)));
};

/** LiveKit ends a track for good only where its right does: it is taken and given back. */
const endShare = async (roomId: string, who: PersonInCall, { role, rules }: Target) => {
  if (openTracks(who, 'screen').length === 0) return;
  const { room } = await findStandings(roomId, []);
  const rights = mediaRights({ role, settings: room, rules });
  await changeParticipant(roomId, who.identity, { rights: { ...rights, screen: false } });
  await changeParticipant(roomId, who.identity, { rights });
};

/** Turns somebody's microphone or camera off, or ends their share; they may turn it on again where they have the right. */
export const stopSource = async (host: Host, person: Person, what: Source) => {
  const target = await findTarget(host, person);
  const roomId = host.room.id;
  await withMedia(roomId, async () => {
    const theirs = (await listPeople(roomId)).filter(({ identity }) => isIdentityOf(identity, person));
    for (const who of theirs)
      await (what === 'screen' ? endShare(roomId, who, target) : mute(roomId, who, what));
  });
  const act = what === 'microphone' ? 'muted' : 'stopped';
  await noteAct(host, target, { action: 'people.mute', act, what });
};

/** Turns off the microphones of all who host nothing; they may turn them on again where they have the right. */
export const muteEverybody = async (host: Host) => {
  const roomId = host.room.id;
  await withMedia(roomId, async () => {
    const people = await listPeople(roomId);
    const known = people.flatMap((who) => personOf(who.identity) ?? []);
    const { standingOf } = await findStandings(roomId, known);
    const others = people.filter(({ identity }) => {
      const person = personOf(identity);
      return person && !isHosting(standingOf(person).role);
    });
    await Promise.all(others.map(async (who) => await mute(roomId, who, 'microphone')));
  });
  const actor = await actorOf(host);
  const { tenantId, id, name } = host.room;
  await audit(actor, { tenantId, action: 'people.muteAll', target: { kind: 'room', id, name } });
  await tellAct(host, actor, { act: 'muted', what: 'microphone', to: null });
};

/** Asks somebody to turn their microphone or camera on: theirs alone to do. */
export const askToTurnOn = async (host: Host, person: Person, what: 'microphone' | 'camera') => {
  await noteAct(host, await findTarget(host, person), { action: 'people.ask', act: 'asked', what });
};
