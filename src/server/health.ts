import 'server-only';
import { PARTS, type PartName } from '@/shared/parts';
import { db } from './db';
import { leaving } from './leaving';
import { pingLiveKit } from './livekit';
import { log } from './log';
import { pingObjectStore } from './objectStore';
import { redis } from './redis';

/** Milliseconds that a part has to answer in. */
const PATIENCE = 3_000;

/** The channel on which recorders wait for work (psrpc), where LiveKit has the same Redis as we. */
const ORDERS = 'EgressInternal|StartEgress|REQ';

const countRecorders = async () => {
  const [, recorders] = (await redis().pubsub('NUMSUB', ORDERS)) as [string, number];
  return recorders;
};

const PROBES: Record<PartName, (signal: AbortSignal) => Promise<unknown>> = {
  database: async () => await db().$queryRaw`SELECT 1`,
  redis: async () => await redis().ping(),
  livekit: async () => await pingLiveKit(),
  objectStore: pingObjectStore,
  recorder: async () => {
    if ((await countRecorders()) === 0) throw new Error('nobody waits for an order to record');
  },
};

export interface PartHealth {
  ok: boolean;
  latencyMs: number;
}

const check = async (name: PartName): Promise<PartHealth> => {
  const started = performance.now();
  const signal = AbortSignal.timeout(PATIENCE);
  const late = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer in ${PATIENCE} ms`)), { once: true });
  });
  const ok = await Promise.race([PROBES[name](signal), late]).then(
    () => true,
    (error: unknown) => {
      log().warn({ part: name, error: error instanceof Error ? error.message : error }, 'not ready');
      return false;
    },
  );
  return { ok, latencyMs: Math.round((performance.now() - started) * 10) / 10 };
};

/** Whether each part answers, and how many milliseconds it took, three seconds at most. */
export const checkParts = async (): Promise<Record<PartName, PartHealth>> => {
  const results = await Promise.all(PARTS.map(async (name) => [name, await check(name)] as const));
  return Object.fromEntries(results) as Record<PartName, PartHealth>;
};

/** Whether requests are for this instance: not while it stops. Without a part, too: then it says what doesn't work. */
export const isServing = () => !leaving().aborted;

/** Whether this instance can do all that it is for: not while it stops, nor without a part. It needs no recorder. */
export const readiness = async () => {
  if (!isServing()) return { ready: false, isLeaving: true };
  const { recorder, ...parts } = await checkParts();
  return { ready: Object.values(parts).every(({ ok }) => ok), parts, recorder: { present: recorder.ok } };
};
