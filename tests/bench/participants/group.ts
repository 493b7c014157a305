import { once } from 'node:events';
import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoCodec,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node';

// A process of its own for some of those in the call, by LiveKit's native library: each event of it is told to every
// room of its process, so that fifty in one have no time for anything else.

export interface Ticket {
  serverUrl: string;
  token: string;
}

export interface Call {
  /** The first has camera and microphone on. */
  tickets: Ticket[];
  /** How many do in all groups. */
  publishers: number;
  width: number;
  height: number;
  framesASecond: number;
  /** Of each camera. */
  maxBitrate: number;
}

/** What one of them has of one track, since the count began. */
export interface Received {
  kind: 'audio' | 'video';
  bytes: number;
  packets: number;
  lost: number;
  /** Pictures that were decoded. */
  frames: number;
}

const RATE = 48_000;
/** Samples of a tenth of a second: each piece that is handed over is told of to every room of this process. */
const SAMPLES = RATE / 10;
/** Pictures that a camera goes through again and again. */
const PICTURES = 30;
/** How long until everybody has everything, at most. */
const PATIENCE = 90_000;

// A connection each way, as browsers have them. With one for both, some of those who entered while others did were
// never offered some of the tracks ("track not bound after timeout"). The types don't know the third; the library does.
const OPTIONS = { autoSubscribe: true, dynacast: true, singlePeerConnection: false };

const [{ tickets, publishers, width, height, framesASecond, maxBitrate }] = (await once(
  process,
  'message',
)) as [Call];

/** A picture (I420) that moves, and whose grain keeps the encoder as busy as a camera's does. */
const makePicture = (at: number) => {
  const luma = Uint8Array.from({ length: width * height }, (_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return 64 + ((x + y + at * 8) % 96) + Math.random() * 12;
  });
  const chroma = new Uint8Array((width * height) / 2).fill(128);
  const data = new Uint8Array(luma.length + chroma.length);
  data.set(luma);
  data.set(chroma, luma.length);
  return new VideoFrame(data, width, height, VideoBufferType.I420);
};
const pictures = Array.from({ length: PICTURES }, (_, at) => makePicture(at));
const tone = new AudioFrame(
  Int16Array.from({ length: SAMPLES }, (_, n) => 8000 * Math.sin((2 * Math.PI * 400 * n) / RATE)),
  RATE,
  1,
  SAMPLES,
);

const publish = async (room: Room) => {
  const camera = new VideoSource(width, height);
  const microphone = new AudioSource(RATE, 1);
  const me = room.localParticipant;
  await me?.publishTrack(
    LocalVideoTrack.createVideoTrack('camera', camera),
    new TrackPublishOptions({
      source: TrackSource.SOURCE_CAMERA,
      videoCodec: VideoCodec.VP8,
      simulcast: false,
      videoEncoding: { maxBitrate: BigInt(maxBitrate), maxFramerate: framesASecond },
    }),
  );
  await me?.publishTrack(
    LocalAudioTrack.createAudioTrack('microphone', microphone),
    new TrackPublishOptions({
      source: TrackSource.SOURCE_MICROPHONE,
      dtx: false,
      audioEncoding: { maxBitrate: 32_000n },
    }),
  );
  let at = 0;
  setInterval(() => {
    const picture = pictures[at++ % PICTURES];
    if (picture) camera.captureFrame(picture);
  }, 1000 / framesASecond);
  // Its queue takes as much as is played: this waits as long as sound lasts.
  for (;;) await microphone.captureFrame(tone);
};

interface Counted extends Received {
  track: string;
}

/** What somebody has received so far, track by track. */
const count = async (room: Room): Promise<Counted[]> => {
  const { publisherStats, subscriberStats } = await room.getRtcStats();
  // One connection carries both ways where the server can do that, and the publisher's tells it all then.
  return [...publisherStats, ...subscriberStats].flatMap(({ stats }) => {
    if (stats.case !== 'inboundRtp') return [];
    const { inbound, received, stream } = stats.value;
    return [
      {
        track: inbound?.trackIdentifier ?? '',
        kind: stream?.kind === 'video' ? 'video' : 'audio',
        bytes: Number(inbound?.bytesReceived ?? 0),
        packets: Number(received?.packetsReceived ?? 0),
        lost: Number(received?.packetsLost ?? 0),
        frames: inbound?.framesDecoded ?? 0,
      },
    ];
  });
};
const fall = (error: unknown) => {
  console.error(error);
  process.exit(1);
};

/** Enters, and is done when the tracks of all publishers but oneself are subscribed to. */
const enter = async ({ serverUrl, token }: Ticket, index: number) => {
  const room = new Room();
  const due = (index === 0 ? publishers - 1 : publishers) * 2;
  const everything = Promise.withResolvers<void>();
  let tracks = 0;
  room.on(RoomEvent.TrackSubscribed, () => {
    tracks += 1;
    if (tracks === due) everything.resolve();
  });
  await room.connect(serverUrl, token, OPTIONS);
  if (index === 0) publish(room).catch(fall);
  return { room, everything: everything.promise };
};

/** The same, one after the other: rooms, and the seconds that each took until it had everything. */
const enterAll = async (some: Ticket[], first: number) => {
  const rooms: Room[] = [];
  const took: number[] = [];
  for (const [index, ticket] of some.entries()) {
    const began = performance.now();
    const { room, everything } = await enter(ticket, first + index);
    await everything;
    rooms.push(room);
    took.push((performance.now() - began) / 1000);
  }
  return { rooms, took };
};

const patience = setTimeout(() => fall('Not everybody receives from every publisher.'), PATIENCE);
// Who is heard comes first: the others then find everything there.
const publisher = await enterAll(tickets.slice(0, 1), 0);
process.send?.('published');
await once(process, 'message');
const others = await enterAll(tickets.slice(1), 1);
clearTimeout(patience);
const rooms = [...publisher.rooms, ...others.rooms];
const countAll = async () => await Promise.all(rooms.map(count));

process.send?.(others.took);
await once(process, 'message');
const before = await countAll();
process.send?.('counting');
await once(process, 'message');
const after = await countAll();
process.send?.(
  after.map((tracks, index) =>
    tracks.map(({ track, ...now }): Received => {
      const then = before[index]?.find((one) => one.track === track);
      return {
        kind: now.kind,
        bytes: now.bytes - (then?.bytes ?? 0),
        packets: now.packets - (then?.packets ?? 0),
        lost: now.lost - (then?.lost ?? 0),
        frames: now.frames - (then?.frames ?? 0),
      };
    }),
  ),
);
await once(process, 'message');
await Promise.all(rooms.map(async (room) => await room.disconnect()));
process.exit(0);
