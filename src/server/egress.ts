import 'server-only';
import { EncodedFileOutput, EncodedFileType, type EgressInfo, EgressStatus } from '@livekit/protocol';
import { EgressClient, TwirpError } from 'livekit-server-sdk';
import type { RecordingLayout } from '@/shared/recordings';
import { env } from './env';
import { askLiveKit } from './livekit';

/** livekit-server itself looks for a recorder for 25 seconds before it gives up. */
const START_TIMEOUT = 30;
const TIMEOUT = 5;

const connect = (requestTimeout: number) =>
  new EgressClient(env().LIVEKIT_URL, env().LIVEKIT_API_KEY, env().LIVEKIT_API_SECRET, { requestTimeout });

let patient: EgressClient | undefined;
let quick: EgressClient | undefined;
const client = () => (quick ??= connect(TIMEOUT));

/** The key in the object store of what a recorder makes of a recording. */
export const recordingKey = (recordingId: string) => `recordings/${recordingId}.mp4`;
const keyForm = /recordings\/([0-9a-f-]{36})\.mp4$/;

/** What LiveKit knows of one egress at one moment. */
export interface Sighting {
  egressId: string;
  /** LiveKit's name of the room, which is our room's id. */
  roomId: string;
  /** The recording whose file it makes; null where the file is none of ours. */
  recordingId: string | null;
  status: EgressStatus;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Seconds of the file, where there is one. */
  duration: number | null;
  /** What the recorder says about its end, in its own words. */
  detail: string | null;
}

const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1e9;
const fromNanoseconds = (ns: bigint) => (ns > 0n ? new Date(Number(ns / NS_PER_MS)) : null);

const filepathOf = ({ request, fileResults }: EgressInfo): string => {
  if (request.case !== 'roomComposite') return '';
  const { output, fileOutputs } = request.value;
  const asked = fileOutputs[0]?.filepath ?? (output.case === 'file' ? output.value.filepath : '');
  return asked || (fileResults[0]?.filename ?? '');
};

/** Reads LiveKit's report of an egress. */
export const sightingOf = (info: EgressInfo): Sighting => {
  const file = info.fileResults[0];
  return {
    egressId: info.egressId,
    roomId: info.roomName,
    recordingId: keyForm.exec(filepathOf(info))?.[1] ?? null,
    status: info.status,
    startedAt: fromNanoseconds(file?.startedAt ?? 0n) ?? fromNanoseconds(info.startedAt),
    endedAt: fromNanoseconds(file?.endedAt ?? 0n) ?? fromNanoseconds(info.endedAt),
    duration: file && file.duration > 0n ? Number(file.duration) / NS_PER_SECOND : null,
    detail: info.error || info.details || null,
  };
};

/** Whether a recorder is at it. */
export const isRunning = ({ status }: Sighting) =>
  status === EgressStatus.EGRESS_STARTING || status === EgressStatus.EGRESS_ACTIVE;

export interface Order {
  recordingId: string;
  roomId: string;
  layout: RecordingLayout;
  isAudioOnly: boolean;
  /** The composite page, with what it is to show. */
  pageUrl: string;
}

/** Asks LiveKit for a recorder; throws its TwirpError, `unavailable` where none was free for 25 seconds. */
export const startEgress = async ({ recordingId, roomId, layout, isAudioOnly, pageUrl }: Order) => {
  patient ??= connect(START_TIMEOUT);
  const file = new EncodedFileOutput({
    fileType: EncodedFileType.MP4,
    filepath: recordingKey(recordingId),
    disableManifest: true,
  });
  const options = { layout, customBaseUrl: pageUrl, audioOnly: isAudioOnly };
  const egress = patient;
  return sightingOf(
    await askLiveKit(async () => await egress.startRoomCompositeEgress(roomId, { file }, options)),
  );
};

const isOver = (error: unknown) =>
  error instanceof TwirpError && (error.code === 'not_found' || error.code === 'failed_precondition');

/** Ends an egress; one that is over already is left alone. */
export const stopEgress = async (egressId: string) => {
  try {
    await askLiveKit(async () => await client().stopEgress(egressId));
  } catch (error) {
    if (!isOver(error)) throw error;
  }
};

/** Has the composite page show the call in another way. */
export const layOutEgress = async (egressId: string, layout: RecordingLayout) => {
  await askLiveKit(async () => await client().updateLayout(egressId, layout));
};

/** Every egress that runs, or ended in the last 24 hours; of one room where one is given. */
export const listEgresses = async (roomId?: string): Promise<Sighting[]> =>
  (await askLiveKit(async () => await client().listEgress(roomId ? { roomName: roomId } : {}))).map(
    sightingOf,
  );
