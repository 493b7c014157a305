import { randomBytes } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { expect } from '../e2e/test';
import { askToStop, gatewayAnswers, logOf, portOf } from './parts';
import { enterScene } from './scene';
import { test } from './test';

const WEB = ['web-1', 'web-2'] as const;

/** Waits until the gateway sends requests to a web server again: it leaves one alone for three seconds that was away. */
const isServing = async (web: (typeof WEB)[number], request: APIRequestContext) => {
  const from = logOf('gateway').length;
  const port = String(portOf(web));
  const ask = async () => {
    await request.get('/api/health?live');
    return gatewayAnswers(from).some(
      ({ status, upstream }) => status === 200 && upstream.endsWith(`:${port}`),
    );
  };
  await expect.poll(ask, { message: `${web} serves`, timeout: 30_000 }).toBe(true);
};

/** What the gateway answered, by path, where it should not have; a part of a file that is cut is sent again. */
const failures = (from: number) =>
  gatewayAnswers(from).filter(({ path, status }) => status >= 500 && !path.startsWith('/api/ingest/'));

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
    await isServing(web, scene.ben.request);
  }
  await stopTalking();
  const seen = await scene.settle();
  expect(seen).toMatchObject({ lost: 0, doubled: 0, uploadsLost: 0, errorsShown: [] });
  expect(seen.said).toBeGreaterThan(3);
  expect(seen.streamGap).toBeLessThan(3);
  expect(failures(from)).toEqual([]);
});
