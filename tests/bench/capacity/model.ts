/**
 * What the model assumes. "Measured" is docs/benchmarks.md, "published" is LiveKit's own benchmark on 16 cores
 * (https://docs.livekit.io/transport/self-hosting/benchmark/); the others are judgement: put your own in.
 */
export const ASSUMED = {
  meeting: {
    people: 5,
    /** Who speaks at a time, of all: silence sends next to nothing. */
    speaking: 0.3,
    /** kbit/s of each picture that is received: most are small, one is large. */
    videoReceived: 600,
    /** kbit/s that a camera sends, all its layers that somebody watches. */
    videoSent: 1200,
    audio: 48,
    recorded: 0.1,
    /** Share of people whose media must go over TURN: each packet is handled twice. */
    relayed: 0.15,
  },
  media: {
    packetBytes: 1100,
    audioPackets: 50,
    /** Packets a core forwards in a second, at full load. Published: 38,000 (one to 3,000), 56,000 (150 with 150), 75,000 (audio). */
    packetsPerCore: 40_000,
    /** What a node may be at before another is added. */
    load: 0.6,
    nodeCores: 8,
    memoryMb: 5,
  },
  web: {
    /** Live streams an instance; the autoscaler's target. Measured: a message reached 1,000 of them in 16 ms. */
    streams: 1500,
    /** Requests that somebody in a meeting makes in an hour, coming and going among them. */
    requests: 120,
    /** Measured: rooms.get, 0.37 ms of CPU. */
    requestMs: 0.37,
    /** Messages somebody writes in an hour, and CPU of one (three requests' worth). */
    messages: 10,
    messageMs: 3,
    coreLoad: 0.5,
    /** Measured: an idle process. */
    memoryMb: 412,
    streamMb: 0.1,
    pool: 10,
  },
  /** Measured: 0.39 ms of CPU a request with a TLS connection of its own, 46 MB for 1,000 streams. */
  gateway: { requestMs: 0.39, streams: 20_000, memoryMb: 0.05 },
  database: { requestMs: 0.5, connectionMb: 16 },
  recorder: {
    kbits: 3128,
    /** What containers run. Published: it takes a room's recording where 4 cores are free, and wants 4 GB (config/service.go of livekit/egress). */
    official: { cores: 4, memoryMb: 4000 },
    /** Ours, where `npm start` runs it. Measured: 0.96 of a core for 720p. */
    own: { cores: 0.96, memoryMb: 900 },
  },
  /** For each hour recorded: 360p, pictures, sound. */
  transcode: { coreHours: 0.35 },
  /** US dollars an hour for a core and for a GB of memory; for a GB sent; for a GB kept a month. */
  prices: {
    'large cloud': { core: 0.035, memory: 0.004, sent: 0.05, kept: 0.023 },
    'rented servers': { core: 0.008, memory: 0.001, sent: 0.001, kept: 0.006 },
  },
};

export type Recorder = 'official' | 'own';
export type Part = { name: string; instances: number; cores: number; memoryGb: number };

const HOUR = 3600;
const GB = 1000;

/** Packets and kbit/s that one person sends to the media server, and gets from it. */
export function trafficOfOne() {
  const { people, speaking, videoReceived, videoSent, audio } = ASSUMED.meeting;
  const { packetBytes, audioPackets } = ASSUMED.media;
  const packetsOf = (kbits: number) => (kbits * 1000) / 8 / packetBytes;
  const others = people - 1;
  return {
    sent: { kbits: videoSent + audio * speaking, packets: packetsOf(videoSent) + audioPackets * speaking },
    received: {
      kbits: others * (videoReceived + audio * speaking),
      packets: others * (packetsOf(videoReceived) + audioPackets * speaking),
    },
  };
}

export const RECORDER_NAMES = {
  official: 'recorders: livekit/egress, as in containers',
  own: 'or recorders of our own',
};

/** What each part needs for so many people in meetings at once. */
export function sizeFor(participants: number, recorder: Recorder = 'official'): Part[] {
  const { meeting, media, web, gateway, database, transcode } = ASSUMED;
  const { sent, received } = trafficOfOne();
  const packets = participants * (sent.packets + received.packets) * (1 + meeting.relayed);
  const mediaCores = packets / media.packetsPerCore / media.load;
  const mediaNodes = Math.max(2, Math.ceil(mediaCores / media.nodeCores));

  const requests = (participants * web.requests) / HOUR;
  const webCores =
    (requests * web.requestMs + ((participants * web.messages) / HOUR) * web.messageMs) / 1000 / web.coreLoad;
  // One process is one core; one more than needed, so that one may go.
  const webs = Math.max(Math.ceil(participants / web.streams), Math.ceil(webCores)) + 1;

  const recordings = Math.ceil((participants / meeting.people) * meeting.recorded);
  const gateways = Math.ceil(participants / gateway.streams) + 1;
  const databaseCores = Math.max(2, Math.ceil((requests * database.requestMs) / 1000 / 0.5));
  const mb = (megabytes: number) => megabytes / 1000;
  return [
    {
      name: 'media (LiveKit)',
      instances: mediaNodes,
      cores: mediaNodes * media.nodeCores,
      memoryGb: mediaNodes * 2 + mb(participants * media.memoryMb),
    },
    {
      name: 'web',
      instances: webs,
      cores: webs,
      memoryGb: mb(webs * web.memoryMb + participants * web.streamMb),
    },
    {
      name: 'gateway',
      instances: gateways,
      cores: gateways * Math.max(1, Math.ceil((requests * gateway.requestMs) / 1000)),
      memoryGb: mb(gateways * 200 + participants * gateway.memoryMb),
    },
    {
      name: 'PostgreSQL, and a standby',
      instances: 2,
      cores: databaseCores * 2,
      memoryGb: 2 * (4 + mb(webs * web.pool * database.connectionMb)),
    },
    { name: 'Redis, and a replica', instances: 2, cores: 2, memoryGb: 2 + mb(participants * 0.02) },
    {
      name: RECORDER_NAMES[recorder],
      instances: recordings,
      cores: Math.ceil(recordings * ASSUMED.recorder[recorder].cores),
      memoryGb: mb(recordings * ASSUMED.recorder[recorder].memoryMb),
    },
    {
      name: 'other forms of recordings (web)',
      instances: 0,
      cores: Math.ceil(recordings * transcode.coreHours),
      memoryGb: 0,
    },
  ];
}

/** Gbit/s into and out of the media servers. */
export function trafficFor(participants: number) {
  const { sent, received } = trafficOfOne();
  const gbits = (kbits: number) => (participants * kbits) / 1_000_000;
  return { in: gbits(sent.kbits), out: gbits(received.kbits) };
}

/** US dollars for one hour of one meeting, when so many people meet at once; a recording is kept for 90 days. */
export function costOfMeetingHour(
  participants: number,
  place: keyof typeof ASSUMED.prices,
  by: Recorder = 'official',
) {
  const { meeting, recorder, prices } = ASSUMED;
  const price = prices[place];
  const meetings = participants / meeting.people;
  const machines = sizeFor(participants, by)
    .map(({ cores, memoryGb }) => cores * price.core + memoryGb * price.memory)
    .reduce((sum, one) => sum + one, 0);
  const gbOf = (kbits: number) => ((kbits / 8) * HOUR) / 1000 / GB;
  const sent = gbOf(trafficOfOne().received.kbits) * meeting.people * price.sent;
  const kept = gbOf(recorder.kbits) * meeting.recorded * price.kept * 3;
  return { machines: machines / meetings, sent, kept, all: machines / meetings + sent + kept };
}
