import { randomBytes } from 'node:crypto';
import { setTimeout as tick } from 'node:timers/promises';
import { log, write } from '../e2e/chat';
import { makeOrganisation, signIn } from '../e2e/people';
import { expect } from '../e2e/test';
import { holderOf } from './holderOf';
import {
  bytesReadBy,
  crash,
  gatewayAnswers,
  instanceUrls,
  isListening,
  keepAway,
  keepRedis,
  logOf,
  type Part,
  portOf,
} from './parts';
import { enterScene, type Scene } from './scene';
import { test } from './test';

// Each brings up two browsers in a call, and machines that run other things take their time.
test.slow();

interface Row {
  detected: number | null;
  away: number;
  recovered: number;
  seen: Awaited<ReturnType<Scene['settle']>>;
}
const table = new Map<string, Row>();

test.afterAll(() => {
  const lines = [...table].map(([part, { detected, away, recovered, seen }]) =>
    [
      part.padEnd(9),
      ...[detected, away, recovered, seen.mediaGap, seen.streamGap].map(
        (seconds) => seconds?.toFixed(1) ?? '-',
      ),
      `${seen.lost}/${seen.doubled} of ${seen.said}`,
      seen.uploadsLost,
      seen.errorsShown.length,
    ].join(' | '),
  );
  const head =
    'part | s to detect | s away | s to recover after that | s media gap | s stream gap | messages lost/doubled | uploads lost | errors shown';
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

/** Watches an instance, or the gateway by its own word, from now on: when it was first seen to be unwell. */
const watchReadiness = (look: () => Promise<boolean>) => {
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const times = { detected: null as number | null };
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      if (!(await look())) times.detected ??= since();
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

interface Outage {
  part: Part;
  /** Where it shows that the part is away. */
  look: () => Promise<boolean>;
  kill?: () => Promise<unknown>;
}

/**
 * Kills a part in the middle of a call where somebody talks and a file goes up, and measures what comes of it: `away`,
 * until it listens again, and `recovered`, from then on until all is well, all that was said has come through and the
 * picture moves.
 */
const measure = async (scene: Scene, { part, look, kill = async () => await crash(part) }: Outage) => {
  const stopTalking = scene.talk();
  await expect.poll(scene.countSaid).toBeGreaterThan(3);
  const watch = watchReadiness(look);
  const before = scene.countSaid();
  await kill();
  await isListening(part);
  const away = watch.since();
  await expect.poll(look, { timeout: 60_000, intervals: [SAMPLED_EVERY] }).toBe(true);
  // Where other things run, few words fall into the second for which it is away.
  await expect.poll(scene.countSaid, { timeout: 60_000, intervals: [50] }).toBeGreaterThan(before + 1);
  await Promise.all([stopTalking(), scene.isMediaBack()]);
  const recovered = watch.since() - away;
  await watch.end();
  const { detected } = watch.times;
  // The servers wait through a blink of Redis', which may be over before they call it away.
  if (detected === null && part !== 'redis') throw new Error(`Nobody saw that ${part} was away`);
  const seen = await scene.settle();
  table.set(part.replace(/-\d$/, ''), { detected, away, recovered, seen });
  // Whatever dies: nothing that was said or sent is lost, and nobody is told of what mends itself.
  expect(seen, part).toMatchObject({ lost: 0, doubled: 0, uploadsLost: 0, errorsShown: [] });
  return { ...seen, recovered };
};

const FILE = 24_000_000;
const WEB = ['web-1', 'web-2'] as const;

const isWebWell = (web: (typeof WEB)[number]) => async () =>
  isWell(await stateOf(instanceUrls()[WEB.indexOf(web)] ?? ''));
const isFirstWell = isWebWell('web-1');

/** The web server that an upload goes through: nobody logs it before its end, but only one reads that much. */
const findUploadsServer = async () => {
  const before = WEB.map(bytesReadBy);
  const busy = () => WEB.filter((web, index) => bytesReadBy(web) - (before[index] ?? 0) > 2_000_000);
  await expect.poll(() => busy().length, { message: 'who takes the upload', intervals: [50] }).toBe(1);
  const [web = 'web-1'] = busy();
  return { killed: web, other: web === 'web-1' ? ('web-2' as const) : ('web-1' as const) };
};

test('the web server that an upload goes through is killed: the other serves, and nobody sees an error', async ({
  openContext,
}) => {
  const scene = await enterScene(openContext);
  const from = logOf('gateway').length;
  await scene.upload(randomBytes(FILE));
  const { killed, other } = await findUploadsServer();
  const { streamGap, mediaGap } = await measure(scene, { part: killed, look: isWebWell(killed) });
  expect(streamGap).toBeLessThan(3);
  expect(mediaGap).toBeLessThan(3);
  const sent = gatewayAnswers(from)
    .filter(({ method, path }) => method === 'PUT' && path.startsWith('/api/ingest/'))
    .map(({ status, upstream }) => `${status} from ${upstream.split(':').at(-1)}`);
  expect(sent).toEqual([`503 from ${portOf(killed)}`, `200 from ${portOf(other)}`]);
});

const PARTS = [
  ['postgres', 'PostgreSQL'],
  ['versitygw', 'the object store'],
  ['recorder', 'the recorder'],
] as const satisfies readonly (readonly [Part, string])[];

for (const [part, name] of PARTS)
  test(`${name} is killed and comes back: so does everything else, by itself`, async ({ openContext }) => {
    const scene = await enterScene(openContext);
    await scene.upload(randomBytes(FILE));
    const { recovered } = await measure(scene, { part, look: isFirstWell });
    expect(recovered).toBeLessThan(5);
  });

test('Redis is killed and comes back with what it had: so does everything else, by itself', async ({
  openContext,
}) => {
  const scene = await enterScene(openContext);
  await scene.upload(randomBytes(FILE));
  let forget = async () => undefined as void;
  const { mediaGap, recovered } = await measure(scene, {
    part: 'redis',
    look: isFirstWell,
    kill: async () => {
      forget = await keepRedis();
      await crash('redis');
    },
  });
  await forget();
  expect(recovered).toBeLessThan(5);
  expect(mediaGap).toBeLessThan(10);
});

test('the gateway is killed: the call goes on, and all that went through it comes back', async ({
  openContext,
}) => {
  const scene = await enterScene(openContext);
  await scene.upload(randomBytes(FILE));
  const { mediaGap, recovered } = await measure(scene, {
    part: 'gateway',
    // A page behind it, by its own port.
    look: async () => {
      const response = await scene.ben.request.get('/api/health?live').catch(() => null);
      return response?.ok() === true;
    },
  });
  expect(recovered).toBeLessThan(5);
  expect(mediaGap).toBeLessThan(3);
});

test('the LiveKit node that holds the call is killed: its people are brought to another, by themselves', async ({
  openContext,
}) => {
  const scene = await enterScene(openContext);
  await scene.upload(randomBytes(FILE));
  const { mediaGap } = await measure(scene, {
    part: await holderOf(scene.room.id),
    // The app doesn't notice: it asks whichever node is up. Those in the call do.
    look: async () => !(await scene.aoi.getByText('The connection is interrupted').isVisible()),
  });
  expect(mediaGap).toBeLessThan(10);
});

test('while the database is away a page says so, and shows itself as soon as it is back', async ({
  page,
  context,
}) => {
  const { host, room, tenant } = await makeOrganisation();
  await signIn(context, host.id);
  const bringBack = await keepAway('postgres');
  await page.goto(`/t/${tenant.slug}/rooms/${room.id}`);
  await expect(page.getByRole('heading', { name: 'Back in a moment' })).toBeVisible();
  await expect(page.getByText('Rooms, chat and files are not available right now')).toBeVisible();
  await bringBack();
  await expect(page.getByRole('heading', { name: room.name })).toBeVisible({ timeout: 30_000 });
});

test('while Redis is away a call goes on, pages say what does not work, and what is written waits for it', async ({
  openContext,
}) => {
  const { aoi, ben, room, tenant, ...scene } = await enterScene(openContext);
  await scene.say();
  const bringBack = await keepAway('redis');
  const began = performance.now();
  await write(ben, 'written meanwhile');
  await expect(
    ben.getByText('Not sent yet: chat is not available right now. It goes out by itself.'),
  ).toBeVisible();
  const tab = await ben.context().newPage();
  const address = `/t/${tenant.slug}/rooms/${room.id}`;
  await tab.goto(address);
  await expect(tab.getByRole('heading', { name: 'Back in a moment' })).toBeVisible();
  await expect(
    tab.getByText('Chat, live updates and sign-in are not available right now. Calls go on.'),
  ).toBeVisible();
  do await scene.isMediaBack();
  while (performance.now() - began < 10_000);
  await expect(log(aoi).getByText('written meanwhile')).toHaveCount(0);
  await bringBack();

  await expect(log(aoi).getByText('written meanwhile', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(tab.getByRole('heading', { name: room.name })).toBeVisible({ timeout: 30_000 });
  await expect.poll(isFirstWell, { message: 'the recorder listens again, too', timeout: 30_000 }).toBe(true);
  await scene.say();
  const { mediaGap, lost, doubled } = await scene.settle();
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
  expect(mediaGap).toBeLessThan(3);
});
