import type { Page } from '@playwright/test';
import { Redis } from 'ioredis';
import { expectMoving, join, leaveButton, pictureOf, tile } from '../e2e/call';
import { composer, log, openChat, write } from '../e2e/chat';
import { holdRequests } from '../e2e/holdRequests';
import { noteDevices, openDevices } from '../e2e/openDevices';
import { db, makeOrganisation, setting, signIn } from '../e2e/people';
import { expect } from '../e2e/test';
import { holderOf } from './holderOf';
import { crash } from './parts';
import { test } from './test';

test.slow();

type OpenContext = Parameters<Parameters<typeof test>[2]>[0]['openContext'];

/** Opens a page for somebody that remembers its devices and can be kept from LiveKit's signalling. */
const openPage = async (openContext: OpenContext, userId?: string) => {
  const context = await openContext();
  if (userId !== undefined) await signIn(context, userId);
  const page = await context.newPage();
  await noteDevices(page);
  await page.addInitScript(() => {
    const here = Object.assign(window, { isCut: false });
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(here.isCut ? '/nowhere' : url, protocols);
      }
    };
  });
  return page;
};

/** Keeps a page from LiveKit's signalling, or no longer. */
const cut = async (page: Page, isCut: boolean) =>
  await page.evaluate((value) => void Object.assign(window, { isCut: value }), isCut);

/** Two people in a call. */
const enterCall = async (openContext: OpenContext) => {
  const { host, colleague, room } = await makeOrganisation();
  const aoi = await openPage(openContext, host.id);
  const ben = await openPage(openContext, colleague.id);
  await join(aoi, room.code);
  await join(ben, room.code);
  await expectMoving(pictureOf(aoi, colleague.name));
  await expectMoving(pictureOf(ben, host.name));
  return { room, host, colleague, aoi, ben };
};

/**
 * Breaks a call, and keeps somebody's page from coming back until the function that this returns is called: LiveKit's
 * own way back is closed, and the ticket for the other one is held.
 */
const breakAndHold = async (page: Page, roomId: string) => {
  await cut(page, true);
  const letThrough = await holdRequests(page, /rooms\.join/);
  const asked = page.waitForRequest(/rooms\.join/);
  await crash(await holderOf(roomId));
  await asked;
  await cut(page, false);
  await expect(page.getByText('The connection is interrupted')).toBeVisible();
  return letThrough;
};

test('what one turns off while the call is away stays off when it is back; a shared screen goes on', async ({
  openContext,
}) => {
  const { aoi, ben, room, colleague } = await enterCall(openContext);
  await ben.getByRole('button', { name: 'Share screen' }).click();
  const screen = pictureOf(aoi, `Screen of ${colleague.name}`);
  await expectMoving(screen);
  const letBack = await breakAndHold(ben, room.id);
  const microphone = ben.getByRole('button', { name: 'Microphone' });
  const camera = ben.getByRole('button', { name: 'Camera' });
  await expect(microphone).toHaveAttribute('aria-pressed', 'true');
  await microphone.click();
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
  await camera.click();
  await expect(camera).toHaveAttribute('aria-pressed', 'false');
  // The screen is what is left.
  await expect.poll(async () => await openDevices(ben, 'video')).toBe(1);
  letBack();
  await expectMoving(screen);
  await expect(ben.getByText('The connection is interrupted')).toHaveCount(0);
  await expect(tile(aoi, colleague.name).getByRole('img', { name: 'Microphone off' })).toBeVisible();
  await expect(pictureOf(aoi, colleague.name)).toHaveCount(0);
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
  // And what is turned on now is on.
  await microphone.click();
  await camera.click();
  await expect(tile(aoi, colleague.name).getByRole('img', { name: 'Microphone off' })).toHaveCount(0);
  await expectMoving(pictureOf(aoi, colleague.name));
});

test('a screen whose sharing ends while the call is away is shared no more, and a camera can be turned on', async ({
  openContext,
}) => {
  const { aoi, ben, room, colleague } = await enterCall(openContext);
  await ben.getByRole('button', { name: 'Camera' }).click();
  await expect(pictureOf(aoi, colleague.name)).toHaveCount(0);
  await ben.getByRole('button', { name: 'Share screen' }).click();
  const screen = pictureOf(aoi, `Screen of ${colleague.name}`);
  await expectMoving(screen);
  const letBack = await breakAndHold(ben, room.id);
  await ben.getByRole('main').getByRole('button', { name: 'Stop sharing' }).click();
  await expect(ben.getByRole('main').getByRole('button', { name: 'Stop sharing' })).toHaveCount(0);
  await expect.poll(async () => await openDevices(ben, 'video')).toBe(0);
  await ben.getByRole('button', { name: 'Share screen' }).click();
  await expect(ben.getByText('once the connection is back')).toBeVisible();
  await ben.getByRole('button', { name: 'Camera' }).click();
  letBack();
  await expectMoving(pictureOf(aoi, colleague.name));
  await expect(screen).toHaveCount(0);
});

test('who leaves while the call is away is out at once, and filmed no more', async ({ openContext }) => {
  const { ben, room, host } = await enterCall(openContext);
  expect(await openDevices(ben)).toBeGreaterThan(0);
  const letBack = await breakAndHold(ben, room.id);
  const microphone = ben.getByRole('button', { name: 'Microphone' });
  const camera = ben.getByRole('button', { name: 'Camera' });
  await microphone.click();
  await camera.click();
  await leaveButton(ben).click();
  await expect(ben.getByRole('button', { name: 'Rejoin' })).toBeVisible();
  await expect.poll(async () => await openDevices(ben)).toBe(0);
  letBack();
  // The other node takes the call over once this one is known to be gone.
  await expect(async () => await holderOf(room.id)).toPass({ timeout: 30_000 });
  await ben.getByRole('button', { name: 'Rejoin' }).click();
  await expect(tile(ben, host.name)).toBeVisible();
  for (const device of [microphone, camera]) await expect(device).toHaveAttribute('aria-pressed', 'false');
  expect(await openDevices(ben), 'what they turned off stays off').toBe(0);
});

test('a call that breaks once more while it comes back comes back all the same', async ({ openContext }) => {
  const { aoi, ben, room, host, colleague } = await enterCall(openContext);
  const letBack = await breakAndHold(ben, room.id);
  // Aoi's page has opened the room on a node that is alive.
  await expect(async () => await holderOf(room.id)).toPass({ timeout: 30_000 });
  await expect(aoi.getByText('The connection is interrupted')).toHaveCount(0, { timeout: 30_000 });
  letBack();
  await expect(tile(aoi, colleague.name)).toBeVisible();
  const isBroken = expect(aoi.getByText('The connection is interrupted')).toBeVisible();
  await crash(await holderOf(room.id));
  await isBroken;
  for (const page of [aoi, ben])
    await expect(page.getByText('The connection is interrupted')).toHaveCount(0, { timeout: 60_000 });
  await expectMoving(pictureOf(aoi, colleague.name));
  await expectMoving(pictureOf(ben, host.name));
});

test('a guest who was let in past the lobby, and whose room was locked since, comes back by themselves; so does a second tab', async ({
  openContext,
}) => {
  const { room, host } = await makeOrganisation({ entry: 'lobbyForGuests' });
  const aoi = await openPage(openContext, host.id);
  await join(aoi, room.code);
  const tab = await aoi.context().newPage();
  await join(tab, room.code);
  const guest = await openPage(openContext);
  await guest.goto(`/m/${room.code}`);
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Kenji');
  await guest.getByRole('button', { name: 'Ask to join' }).click();
  await aoi.getByRole('button', { name: 'Admit Kenji' }).click();
  await expectMoving(pictureOf(guest, host.name).first());
  await openChat(guest);
  await write(guest, 'before');
  await composer(guest).fill('half a word');
  await db.room.update({ where: { id: room.id }, data: { lockedAt: new Date() } });

  const isBroken = expect(guest.getByText('The connection is interrupted')).toBeVisible();
  await crash(await holderOf(room.id));
  await isBroken;
  for (const page of [aoi, tab, guest]) {
    await expect(page.getByText('The connection is interrupted')).toHaveCount(0, { timeout: 30_000 });
    await expect(leaveButton(page)).toBeVisible();
  }
  await expectMoving(pictureOf(guest, host.name).first());
  await expectMoving(pictureOf(aoi, 'Kenji (guest)').or(pictureOf(aoi, 'Kenji')));
  await expect(tile(guest, host.name)).toHaveCount(2);
  await expect(composer(guest)).toHaveValue('half a word');
  await expect(log(guest).getByText('before', { exact: true })).toBeVisible();
  await composer(guest).press('Enter');
  await openChat(tab);
  await expect(log(tab).getByText('half a word', { exact: true })).toBeVisible();
});

test('all of LiveKit is killed: its people are back once it is', async ({ openContext }) => {
  const { aoi, ben, host, colleague } = await enterCall(openContext);
  const isBroken = expect(aoi.getByText('The connection is interrupted')).toBeVisible();
  await Promise.all([crash('livekit-1'), crash('livekit-2')]);
  await isBroken;
  await expectMoving(pictureOf(aoi, colleague.name));
  await expectMoving(pictureOf(ben, host.name));
});

test('a screen whose sharing ends while LiveKit itself tries to mend the call is let go of', async ({
  openContext,
}) => {
  const { aoi, ben, room, colleague } = await enterCall(openContext);
  const before = await openDevices(ben);
  await ben.getByRole('button', { name: 'Share screen' }).click();
  const screen = pictureOf(aoi, `Screen of ${colleague.name}`);
  await expectMoving(screen);
  expect(await openDevices(ben)).toBeGreaterThan(before);
  await cut(ben, true);
  await crash(await holderOf(room.id));
  await ben.getByRole('main').getByRole('button', { name: 'Stop sharing' }).click();
  await expect.poll(async () => await openDevices(ben)).toBe(before);
  await cut(ben, false);
  await expectMoving(pictureOf(aoi, colleague.name));
  await expect(screen).toHaveCount(0);
});

test('a guest whose right to the chat has ended with the meeting has it again with the call', async ({
  openContext,
}) => {
  const { room, host } = await makeOrganisation();
  const aoi = await openPage(openContext, host.id);
  await join(aoi, room.code);
  await openChat(aoi);
  const guest = await openPage(openContext);
  await join(guest, room.code, { name: 'Kenji' });
  await openChat(guest);
  await write(guest, 'before');
  await expect(log(aoi).getByText('before', { exact: true })).toBeVisible();
  const redis = new Redis(setting('REDIS_URL'));
  await redis.del(`admitted:${room.id}`);
  await redis.publish(`live:room:${room.id}`, JSON.stringify({ type: 'access' }));
  redis.disconnect();
  await expect(composer(guest)).toHaveCount(0);

  const letBack = await breakAndHold(guest, room.id);
  letBack();
  await expect(composer(guest)).toBeVisible({ timeout: 30_000 });
  await write(guest, 'after');
  await expect(log(aoi).getByText('after', { exact: true })).toBeVisible();
});
