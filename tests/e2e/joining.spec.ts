import { expectMoving, join } from './call';
import { holdRequests } from './holdRequests';
import { noteDevices, openDevices } from './openDevices';
import { makeOrganisation, signIn } from './people';
import { expect, test } from './test';

test('who goes back in the middle of joining is in no call, and filmed no more', async ({ openContext }) => {
  const { host, room, tenant } = await makeOrganisation();
  const context = await openContext();
  await signIn(context, host.id);
  const page = await context.newPage();
  await noteDevices(page);
  const letThrough = await holdRequests(page, /rooms\.join/);
  await page.goto(`/t/${tenant.slug}/rooms/${room.id}`);
  await page.getByRole('link', { name: 'Join' }).click();
  await expectMoving(page.locator('video'));
  await page.getByRole('button', { name: 'Join now' }).click();
  await page.goBack();
  await expect(page.getByRole('heading', { name: room.name })).toBeVisible();
  expect(await openDevices(page)).toBeGreaterThan(0);
  const answered = page.waitForResponse(/rooms\.join/);
  letThrough();
  await answered;
  await expect.poll(async () => await openDevices(page)).toBe(0);
});

test('a question about the microphone that nobody answers keeps nothing of the call away', async ({
  openContext,
}) => {
  const { host, room } = await makeOrganisation();
  const context = await openContext();
  await signIn(context, host.id);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) =>
      constraints?.audio ? await new Promise(() => undefined) : await ask(constraints);
  });
  await join(page, room.code, { hasCamera: false });
  await expect(page.getByRole('button', { name: 'Devices' })).toBeVisible();
});
