import { randomBytes } from 'node:crypto';
import { expect } from '../e2e/test';
import { test } from './deployment';
import { enterScene } from './scene';

test('all web servers are restarted in turn during a call, a chat and an upload, and nobody notices', async ({
  openContext,
  deployment: { balancer, roll },
}) => {
  test.slow();
  const scene = await enterScene(openContext, balancer.url);
  await scene.upload(randomBytes(36_000_000));
  const stopTalking = scene.talk();
  const took = await roll();
  await stopTalking();
  const seen = await scene.settle();
  expect(seen).toMatchObject({ lost: 0, doubled: 0, uploadsLost: 0, errorsShown: [] });
  expect(seen.said).toBeGreaterThan(3);
  expect(balancer.failures).toEqual([]);
  for (const seconds of took) expect(seconds).toBeLessThan(10);
});
