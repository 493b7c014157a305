import {
  ConnectionQuality,
  ConnectionState,
  type Participant,
  type RemoteAudioTrack,
  type Room,
  Track,
  type VideoTrack,
} from 'livekit-client';
import { type AwayMedia, awayCalls } from './awayCall';
import { type MediaRights, ROOM_ROLES, type RoomRole } from '@/shared/permissions';

export type Quality = 'good' | 'poor' | 'lost' | 'unknown';

export interface Person {
  identity: string;
  name: string;
  role: RoomRole;
  /** Their picture, as a file's id. */
  avatarId: string | null;
  isLocal: boolean;
  isSpeaking: boolean;
  isMicrophoneOn: boolean;
  isCameraOn: boolean;
  isSharing: boolean;
  quality: Quality;
  /** Milliseconds of the moment in which they raised their hand; 0 while it is down. */
  handAt: number;
  joinedAt: number;
  lastSpokeAt: number;
  /** Null while the camera is off or its picture isn't here yet. */
  camera: VideoTrack | null;
}

/** Who one is, as the server said when it gave the token. */
export type Self = Pick<Person, 'identity' | 'name' | 'role'> & { rights: MediaRights };

export interface Share {
  id: string;
  identity: string;
  name: string;
  isLocal: boolean;
  /** Null until LiveKit has subscribed to it. */
  track: VideoTrack | null;
}

export interface Sound {
  id: string;
  track: RemoteAudioTrack;
}

export interface CallSnapshot {
  connection: 'connecting' | 'connected' | 'reconnecting' | 'disconnected';
  canPlaySound: boolean;
  /** Oneself first, then the others as LiveKit lists them. */
  people: readonly Person[];
  self: Person;
  /** What one may publish at this moment, as LiveKit has it. */
  rights: MediaRights;
  /** Whom the hosts show large to everybody: an identity. */
  spotlight: string | null;
  shares: readonly Share[];
  sounds: readonly Sound[];
}

const connectionOf = ({ state }: Room): CallSnapshot['connection'] =>
  state === ConnectionState.SignalReconnecting ? 'reconnecting' : state;

/** Oneself as one will be heard and seen when a call that broke is back. */
const awayOf = (self: Person, away: AwayMedia): Person => ({
  ...self,
  isCameraOn: away.camera,
  isMicrophoneOn: away.microphone,
  isSharing: self.isSharing && away.screen,
});

const roleOf = (participant: Participant): RoomRole =>
  ROOM_ROLES.find((role) => role === participant.attributes['role']) ?? 'guest';

const qualityOf = (participant: Participant): Quality => {
  const quality = participant.connectionQuality;
  return quality === ConnectionQuality.Excellent ? 'good' : quality;
};

const personOf = (participant: Participant, self: Self): Person => {
  const isCameraOn = participant.isCameraEnabled;
  // Until LiveKit has answered, the local participant has neither identity nor name.
  const { identity, name, role } =
    participant.isLocal && participant.identity === ''
      ? self
      : { identity: participant.identity, name: participant.name ?? '', role: roleOf(participant) };
  return {
    identity,
    name,
    role,
    avatarId: participant.attributes['avatar'] ?? null,
    isLocal: participant.isLocal,
    isSpeaking: participant.isSpeaking,
    isMicrophoneOn: participant.isMicrophoneEnabled,
    isCameraOn,
    isSharing: participant.isScreenShareEnabled,
    quality: qualityOf(participant),
    handAt: Number(participant.attributes['hand'] || 0),
    joinedAt: participant.joinedAt?.getTime() ?? 0,
    lastSpokeAt: participant.lastSpokeAt?.getTime() ?? 0,
    camera: (isCameraOn && participant.getTrackPublication(Track.Source.Camera)?.videoTrack) || null,
  };
};

const sharesOf = (participant: Participant): Share[] =>
  [...participant.videoTrackPublications.values()]
    .filter((publication) => publication.source === Track.Source.ScreenShare)
    .map((publication) => ({
      id: publication.trackSid,
      identity: participant.identity,
      name: participant.name ?? '',
      isLocal: participant.isLocal,
      track: publication.videoTrack ?? null,
    }));

const soundsOf = (room: Room): Sound[] =>
  [...room.remoteParticipants.values()].flatMap((participant) =>
    [...participant.audioTrackPublications.values()].flatMap(({ trackSid, audioTrack }) =>
      audioTrack ? [{ id: trackSid, track: audioTrack as RemoteAudioTrack }] : [],
    ),
  );

const isSame = <T extends object>(a: T, b: T) =>
  (Object.keys(b) as (keyof T)[]).every((key) => Object.is(a[key], b[key]));

/** The new list, but with the old objects (and the old list) wherever nothing changed, so that tiles stay still. */
const keep = <T extends object>(before: readonly T[] | undefined, now: T[], idOf: (item: T) => string) => {
  if (!before) return now;
  const known = new Map(before.map((item) => [idOf(item), item]));
  const kept = now.map((item) => {
    const old = known.get(idOf(item));
    return old && isSame(old, item) ? old : item;
  });
  return kept.length === before.length && kept.every((item, index) => item === before[index]) ? before : kept;
};

const rightsOf = ({ localParticipant }: Room, self: Self): MediaRights => {
  const { permissions } = localParticipant;
  if (!permissions) return self.rights;
  const granted = new Set(
    permissions.canPublish ? permissions.canPublishSources.map(Track.sourceFromProto) : [],
  );
  return {
    camera: granted.has(Track.Source.Camera),
    microphone: granted.has(Track.Source.Microphone),
    screen: granted.has(Track.Source.ScreenShare),
  };
};

const spotlightOf = ({ metadata }: Room): string | null => {
  const { spotlight } = JSON.parse(metadata || '{}') as { spotlight?: string | null };
  return spotlight ?? null;
};

/** What the call looks like now, read from LiveKit's Room and nothing else; `before` itself where nothing changed. */
export const snapshotRoom = (room: Room, self: Self, before: CallSnapshot | null): CallSnapshot => {
  const connection = connectionOf(room);
  const away = awayCalls.get(room)?.wanted;
  // Between two connections LiveKit knows nobody: what was there stands still, but for what one does oneself.
  if (
    before &&
    before.connection !== 'connecting' &&
    (connection === 'connecting' || connection === 'disconnected')
  ) {
    const [known, ...others] = before.people;
    const oneself = known && away ? awayOf(known, away) : before.self;
    return {
      ...before,
      connection: 'reconnecting',
      self: oneself,
      people: [oneself, ...others],
      shares: before.shares.filter(({ isLocal }) => !isLocal || away?.screen !== false),
    };
  }
  const participants: Participant[] = [room.localParticipant, ...room.remoteParticipants.values()];
  const people = keep(
    before?.people,
    participants.map((participant) => {
      const person = personOf(participant, self);
      return away && person.isLocal ? awayOf(person, away) : person;
    }),
    (person) => person.identity,
  );
  const rights = rightsOf(room, self);
  const now: CallSnapshot = {
    connection,
    canPlaySound: room.canPlaybackAudio,
    people,
    rights: before && isSame(before.rights, rights) ? before.rights : rights,
    spotlight: spotlightOf(room),
    self: people[0] ?? personOf(room.localParticipant, self),
    shares: keep(before?.shares, participants.flatMap(sharesOf), (share) => share.id),
    sounds: keep(before?.sounds, soundsOf(room), (sound) => sound.id),
  };
  return before && isSame(before, now) ? before : now;
};
