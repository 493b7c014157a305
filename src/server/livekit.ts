import 'server-only';
import { ParticipantInfo_Kind } from '@livekit/protocol';
import {
  AccessToken,
  RoomServiceClient,
  TrackSource,
  TwirpError,
  WebhookReceiver,
  type VideoGrant,
} from 'livekit-server-sdk';
import type { MediaRights, RoomRole } from '@/shared/permissions';
import { createBreaker } from './createBreaker';
import { env } from './env';
import { log } from './log';
import { readGhosts } from './rooms/ghosts';

/** Seconds that a token opens the door; LiveKit renews it for those who are in. */
const TOKEN_TTL = 600;
/** Seconds that LiveKit keeps a room open: before anyone comes, and after the last one left. */
const EMPTY_TIMEOUT = 60;
const DEPARTURE_TIMEOUT = 20;

const connect = () =>
  new RoomServiceClient(env().LIVEKIT_URL, env().LIVEKIT_API_KEY, env().LIVEKIT_API_SECRET, {
    requestTimeout: 5,
  });

let service: RoomServiceClient | undefined;

/** Runs what is asked of LiveKit. Where it hasn't answered the last times it is given a rest, and this throws at once. */
export const askLiveKit = createBreaker({
  part: 'livekit',
  isAnswer: (error) => error instanceof TwirpError,
});

const ask = async <T>(work: (rooms: RoomServiceClient) => Promise<T>): Promise<T> =>
  await askLiveKit(async () => await work((service ??= connect())));

/**
 * Opens the LiveKit room where it isn't open yet: LiveKit itself opens none. One whose node is dead opens anew on
 * another, and LiveKit tells once more that it has started. Without `maxParticipants` their number stays as it is.
 */
export const openRoom = async (name: string, maxParticipants?: number) => {
  await ask(
    async (rooms) =>
      await rooms.createRoom({
        name,
        ...(maxParticipants === undefined ? {} : { maxParticipants }),
        emptyTimeout: EMPTY_TIMEOUT,
        departureTimeout: DEPARTURE_TIMEOUT,
      }),
  );
};

const isGone = (error: unknown) => error instanceof TwirpError && error.code === 'not_found';

/** All that LiveKit lists in a room, recorders too, but for those whose node is dead; nobody where it isn't open. */
export const listParticipants = async (name: string) => {
  try {
    const [listed, ghosts] = await Promise.all([
      ask(async (rooms) => await rooms.listParticipants(name)),
      readGhosts(name),
    ]);
    return listed.filter(({ sid }) => !ghosts.has(sid));
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
};

/**
 * Waits for what is asked about somebody who may just have left, and then is done. LiveKit says that they are not there,
 * or waits three seconds for the part of it that they were with and then says that nothing answered: as it does where
 * that part is dead and they are still there.
 */
const orLeft = async (name: string, identity: string, asked: Promise<unknown>) => {
  try {
    await asked;
  } catch (error) {
    if (isGone(error)) return;
    const isUnanswered = error instanceof TwirpError && error.code === 'unavailable';
    if (!isUnanswered || (await listParticipants(name)).some((who) => who.identity === identity)) throw error;
  }
};

/** Everybody in the LiveKit room, recorders left out; nobody where it isn't open. */
export const listPeople = async (name: string) =>
  (await listParticipants(name)).filter(({ kind }) => kind !== ParticipantInfo_Kind.EGRESS);

export type PersonInCall = Awaited<ReturnType<typeof listPeople>>[number];

/** The identities of everybody in the LiveKit room, recorders left out. */
export const listIdentities = async (name: string): Promise<string[]> =>
  (await listPeople(name)).map(({ identity }) => identity);

/** Whether a recorder is in the LiveKit room: a participant under its egress' own id. */
export const hasRecorder = async (name: string, egressId: string): Promise<boolean> =>
  (await listParticipants(name)).some(({ identity }) => identity === egressId);

/** LiveKit's rooms that are open, each with its name and the id of this session of it. */
export const listOpenRooms = async () =>
  (await ask(async (rooms) => await rooms.listRooms())).map(({ name, sid }) => ({ name, sid }));

const sources = (rights: MediaRights): TrackSource[] => [
  ...(rights.camera ? [TrackSource.CAMERA] : []),
  ...(rights.microphone ? [TrackSource.MICROPHONE] : []),
  ...(rights.screen ? [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO] : []),
];

/** What LiveKit lets somebody do in a room beside listening and looking on. */
export const grantOf = (rights: MediaRights) => {
  const canPublishSources = sources(rights);
  return { canPublish: canPublishSources.length > 0, canPublishSources, canPublishData: false };
};

/**
 * Changes what somebody in the call may do and what is known of them; LiveKit unpublishes what they may not send. Who has
 * just left is left alone.
 */
export const changeParticipant = async (
  name: string,
  identity: string,
  { rights, attributes }: { rights?: MediaRights; attributes?: Record<string, string> },
) => {
  const change = {
    ...(rights && { permission: { ...grantOf(rights), canSubscribe: true, canUpdateMetadata: false } }),
    ...(attributes && { attributes }),
  };
  await orLeft(
    name,
    identity,
    ask(async (rooms) => await rooms.updateParticipant(name, identity, change)),
  );
};

/** Mutes a track at its source; its owner may unmute it. Who has just left is left alone. */
export const muteTrack = async (name: string, identity: string, trackSid: string) => {
  await orLeft(
    name,
    identity,
    ask(async (rooms) => await rooms.mutePublishedTrack(name, identity, trackSid, true)),
  );
};

/** Puts somebody out of the call; who has just left is left alone. */
export const removeParticipant = async (name: string, identity: string) => {
  await orLeft(
    name,
    identity,
    ask(async (rooms) => await rooms.removeParticipant(name, identity)),
  );
};

/** What everybody in the call is told of it: JSON, or nothing. */
export const readRoomMetadata = async (name: string): Promise<string> =>
  (await ask(async (rooms) => await rooms.listRooms([name])))[0]?.metadata ?? '';

/** Changes what everybody in the call is told of it. */
export const setRoomMetadata = async (name: string, metadata: object) => {
  await ask(async (rooms) => await rooms.updateRoomMetadata(name, JSON.stringify(metadata)));
};

/** Ends the call for all; a room that isn't open is left alone. */
export const closeRoom = async (name: string) => {
  try {
    await ask(async (rooms) => await rooms.deleteRoom(name));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
};

/** Returns once LiveKit has answered. */
export const pingLiveKit = async () => {
  await ask(async (rooms) => await rooms.listRooms(['health']));
};

/** A token for one identity in one room. It never carries `roomRecord` or `roomAdmin`: those reach past the room. */
export const signToken = async (grant: {
  room: string;
  identity: string;
  name: string;
  role: RoomRole;
  rights: MediaRights;
  /** The File that is their picture. */
  avatarId: string | null;
}): Promise<string> => {
  const token = new AccessToken(env().LIVEKIT_API_KEY, env().LIVEKIT_API_SECRET, {
    identity: grant.identity,
    name: grant.name,
    ttl: TOKEN_TTL,
    attributes: { role: grant.role, ...(grant.avatarId ? { avatar: grant.avatarId } : {}) },
  });
  const video: VideoGrant = {
    room: grant.room,
    roomJoin: true,
    canSubscribe: true,
    ...grantOf(grant.rights),
    canUpdateOwnMetadata: false,
  };
  token.addGrant(video);
  return await token.toJwt();
};

let receiver: WebhookReceiver | undefined;

/** The event in a webhook's body, or null where the signature isn't LiveKit's. */
export const receiveWebhook = async (body: string, authorization: string | null) => {
  receiver ??= new WebhookReceiver(env().LIVEKIT_API_KEY, env().LIVEKIT_API_SECRET);
  try {
    return await receiver.receive(body, authorization ?? undefined);
  } catch (error) {
    log().warn({ error: error instanceof Error ? error.message : error }, 'webhook refused');
    return null;
  }
};
