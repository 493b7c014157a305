import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as tick } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { setting } from '../e2e/people';
import { expect } from '../e2e/test';
import { test } from './deployment';
import { crash, type Part } from './parts';
import { enterScene, type Scene } from './scene';

// Each brings up two web servers and two browsers in a call, and machines that run other things take their time.
test.slow();

interface Row {
  detected: number | null;
  recovered: number;
  seen: Awaited<ReturnType<Scene['settle']>>;
}
const table = new Map<string, Row>();

test.afterAll(() => {
  const lines = [...table].map(([part, { detected, recovered, seen }]) =>
    [
      part.padEnd(12),
      detected === null ? '-' : detected.toFixed(1),
      recovered.toFixed(1),
      seen.mediaGap.toFixed(1),
      `${seen.lost}/${seen.doubled} of ${seen.said}`,
      seen.uploadsLost,
      seen.errorsShown.length,
    ].join(' | '),
  );
  const head =
    'part | s to detect | s to recover | s media gap | messages lost/doubled | uploads lost | errors shown';
  process.stdout.write(`\n${[head, ...lines].join('\n')}\n`);
});

/** Milliseconds between two looks at an instance: how exact the table is. */
const SAMPLED_EVERY = 100;

interface Answer {
  ready: boolean;
  recorder?: { present: boolean };
}

/** What an instance says of itself; null where it says nothing. */
const stateOf = async (url: string): Promise<Answer | null> => {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
    return (await response.json()) as Answer;
  } catch {
    return null;
  }
};

const isWell = (answer: Answer | null) => answer?.ready === true && answer.recorder?.present !== false;

/** Watches an instance's readiness from now on: seconds until it says that something is away, and until all is well. */
const watchReadiness = (url: string) => {
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const times = { detected: null as number | null, well: null as number | null };
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      const well = isWell(await stateOf(url));
      if (!well) times.detected ??= since();
      if (well && times.detected !== null) times.well ??= since();
      if (!well) times.well = null;
      await tick(SAMPLED_EVERY);
    }
  })();
  return {
    since,
    times,
    end: async () => {
      over.abort();
      await watching;
    },
  };
};

type Act = () => Promise<unknown>;

/** Kills something in the middle of a call with a chat and an upload, and measures what comes of it. */
const measure = async (name: string, scene: Scene, url: string, kill: Act) => {
  await scene.upload(randomBytes(24_000_000));
  await scene.say();
  const watch = watchReadiness(url);
  await kill();
  await scene.say();
  await expect.poll(async () => isWell(await stateOf(url)), { timeout: 60_000 }).toBe(true);
  await scene.isMediaBack();
  const recovered = watch.since();
  await watch.end();
  const seen = await scene.settle();
  table.set(name, { detected: watch.times.detected, recovered, seen });
  expect(seen, name).toMatchObject({ lost: 0, doubled: 0, uploadsLost: 0 });
  return { ...seen, ...watch.times, recovered };
};

test('a web instance is killed: the other serves, and nobody sees an error', async ({
  openContext,
  deployment: { balancer, crashOne, urls },
}) => {
  const scene = await enterScene(openContext, balancer.url);
  const { errorsShown } = await measure('web', scene, urls[0] ?? '', crashOne);
  expect(errorsShown).toEqual([]);
});

const PARTS = [
  ['postgres', 'PostgreSQL'],
  ['versitygw', 'the object store'],
  ['recorder', 'the recorder'],
] as const satisfies readonly (readonly [Part, string])[];

for (const [part, name] of PARTS)
  test(`${name} is killed and comes back: so does everything else, by itself`, async ({
    openContext,
    deployment: { balancer, urls },
  }) => {
    const scene = await enterScene(openContext, balancer.url);
    await measure(part, scene, urls[0] ?? '', async () => await crash(part));
  });

test('Redis is killed and comes back with what it had: so does everything else, by itself', async ({
  openContext,
  deployment: { balancer, urls },
}) => {
  const scene = await enterScene(openContext, balancer.url);
  const redis = new Redis(setting('REDIS_URL'));
  // Where tests run it keeps nothing on disk; where people meet it does.
  const { mediaGap } = await measure('redis', scene, urls[0] ?? '', async () => {
    await redis.save();
    redis.disconnect();
    await crash('redis');
  });
  rmSync(path.join(setting('WEBMTG_DATA'), 'redis', 'dump.rdb'), { force: true });
  expect(mediaGap).toBeLessThan(10);
});
