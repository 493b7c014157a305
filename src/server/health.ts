import 'server-only';
import { db } from './db';
import { pingLiveKit } from './livekit';
import { log } from './log';
import { pingObjectStore } from './objectStore';
import { redis } from './redis';

/** Milliseconds that a part has to answer in. */
const PATIENCE = 3_000;

const PARTS = {
  database: async () => await db().$queryRaw`SELECT 1`,
  redis: async () => await redis().ping(),
  livekit: async () => await pingLiveKit(),
  objectStore: async (signal: AbortSignal) => await pingObjectStore(signal),
};

export interface PartHealth {
  ok: boolean;
  latencyMs: number;
}

const check = async (name: string, probe: (signal: AbortSignal) => Promise<unknown>): Promise<PartHealth> => {
  const started = performance.now();
  const signal = AbortSignal.timeout(PATIENCE);
  const late = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer in ${PATIENCE} ms`)), { once: true });
  });
  const ok = await Promise.race([probe(signal), late]).then(
    () => true,
    (error: unknown) => {
      log().warn({ part: name, error: error instanceof Error ? error.message : error }, 'not ready');
      return false;
    },
  );
  return { ok, latencyMs: Math.round((performance.now() - started) * 10) / 10 };
};

/** Whether each part that the app needs answers, and how many milliseconds it took. */
export const readiness = async () => {
  const names = Object.keys(PARTS) as (keyof typeof PARTS)[];
  const results = await Promise.all(
    names.map(async (name) => [name, await check(name, PARTS[name])] as const),
  );
  const parts = Object.fromEntries(results) as Record<keyof typeof PARTS, PartHealth>;
  return { ready: results.every(([, part]) => part.ok), parts };
};
