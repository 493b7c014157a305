import type { BrowserContext } from '@playwright/test';
import { makeRoom } from '../../prisma/factories.ts';
import { expectMoving, join } from '../e2e/call';
import { db, makeOrganisation, signIn } from '../e2e/people';
import { expect } from '../e2e/test';
import { holderOf } from './holderOf';
import { askToStop } from './parts';
import { enterScene } from './scene';
import { test } from './test';

test.slow();

/** Somebody who opens one room after the other, each with a call in it; tells which node it came to. */
const enterOpener = async (context: BrowserContext) => {
  const { host, tenant } = await makeOrganisation();
  await signIn(context, host.id);
  const page = await context.newPage();
  return async () => {
    const room = await makeRoom(db, { tenantId: tenant.id, hostId: host.id });
    await join(page, room.code);
    await expectMoving(page.locator('video').first());
    return await holderOf(room.id);
  };
};

test('rooms are spread over the nodes', async ({ openContext, context }) => {
  const scene = await enterScene(openContext);
  const busy = await holderOf(scene.room.id);
  const openRoom = await enterOpener(context);
  // A node tells every two seconds how many people it has.
  await expect.poll(openRoom, { timeout: 60_000 }).not.toBe(busy);
  await scene.say();
});

test('a LiveKit node that is asked to stop takes no new calls, and drops none that it has', async ({
  openContext,
  context,
}) => {
  const scene = await enterScene(openContext);
  const draining = await holderOf(scene.room.id);
  const hasRestarted = askToStop(draining);
  const openRoom = await enterOpener(context);
  const held = [await openRoom(), await openRoom(), await openRoom()];
  expect(held).not.toContain(draining);
  await scene.say();
  await scene.isMediaBack();
  const { mediaGap, errorsShown } = await scene.settle();
  expect(mediaGap).toBeLessThan(2);
  expect(errorsShown).toEqual([]);
  // It waits for the last one to leave.
  for (const person of [scene.aoi, scene.ben]) await person.close();
  await hasRestarted();
});
