import { randomBytes } from 'node:crypto';
import { expect } from '../e2e/test';
import { askToStop, isListening, logOf } from './parts';
import { enterScene } from './scene';
import { test } from './test';

const WEB = ['web-1', 'web-2'] as const;

/** What the gateway answered, by path, where it should not have; a part of a file that is cut is sent again. */
const failures = (from: number) =>
  logOf('gateway')
    .slice(from)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { path: string; status: number })
    .filter(({ path, status }) => status >= 500 && !path.startsWith('/api/ingest/'));

test('all web servers are restarted in turn during a call, a chat and an upload, and nobody notices', async ({
  openContext,
}) => {
  test.slow();
  const scene = await enterScene(openContext);
  const from = logOf('gateway').length;
  await scene.upload(randomBytes(36_000_000));
  const stopTalking = scene.talk();
  for (const web of WEB) {
    await askToStop(web)();
    await isListening(web);
  }
  await stopTalking();
  const seen = await scene.settle();
  expect(seen).toMatchObject({ lost: 0, doubled: 0, uploadsLost: 0, errorsShown: [] });
  expect(seen.said).toBeGreaterThan(3);
  expect(seen.streamGap).toBeLessThan(3);
  expect(failures(from)).toEqual([]);
});
