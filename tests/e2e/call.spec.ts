import { writeFile } from 'node:fs/promises';
import { RoomServiceClient } from 'livekit-server-sdk';
import {
  brightnessOf,
  expectMoving,
  expectSound,
  isStill,
  join,
  leaveButton,
  listen,
  loudestBetween,
  pictureOf,
  tile,
} from './call';
import { noteDevices, openDevices } from './openDevices';
import { makeOrganisation, openPair, setting, signIn } from './people';
import { severNetwork } from './severNetwork';
import { expect, test } from './test';
import { voiceFile } from './voiceFile';

// Two or three browsers encode and decode at once: on two cores, and no faster than that.
test.slow();

const SILENCE = 0.001;

const rooms = () =>
  new RoomServiceClient(setting('LIVEKIT_URL'), setting('LIVEKIT_API_KEY'), setting('LIVEKIT_API_SECRET'));

test('two people see and hear each other, and mute is silent within a second', async ({ openContext }) => {
  const { host, colleague, room } = await makeOrganisation();
  const { a, b } = await openPair(openContext, { host, colleague });

  await join(a, room.code);
  await expect(a.getByText('Nobody else is here yet')).toBeVisible();
  await join(b, room.code);
  await expect(a.getByText('Nobody else is here yet')).toBeHidden();

  for (const [page, other] of [
    [a, 'Ben Fischer'],
    [b, 'Aoi Tanaka'],
  ] as const) {
    await expectMoving(pictureOf(page, other));
    expect(await brightnessOf(pictureOf(page, other))).toBeGreaterThan(30);
    await listen(page);
    await expectSound(page);
  }

  await a.getByRole('button', { name: 'Microphone' }).click();
  const mutedAt = Date.now();
  expect(await loudestBetween(b, mutedAt + 1000, mutedAt + 4000)).toBeLessThan(SILENCE);
  await expect(tile(b, 'Aoi Tanaka').getByRole('img', { name: 'Microphone off' })).toBeVisible();

  await a.getByRole('button', { name: 'Microphone' }).click();
  await expectSound(b);
});

test('the keyboard talks, turns the camera off and on, and lists its keys', async ({ openContext }) => {
  const { host, colleague, room } = await makeOrganisation();
  const { a, b } = await openPair(openContext, { host, colleague });
  await noteDevices(a);
  const live = async (kind: 'video' | 'audio') => await openDevices(a, kind);

  await join(a, room.code);
  await join(b, room.code);
  const microphone = a.getByRole('button', { name: 'Microphone' });
  const camera = a.getByRole('button', { name: 'Camera' });
  await expect(microphone).toHaveAttribute('aria-pressed', 'true');
  expect(await live('video')).toBe(1);

  await a.keyboard.press('v');
  await expect(camera).toHaveAttribute('aria-pressed', 'false');
  await expect(pictureOf(b, 'Aoi Tanaka')).toHaveCount(0);
  expect(await live('video'), 'the camera is let go').toBe(0);
  await a.keyboard.press('Control+e');
  await expect(camera).toHaveAttribute('aria-pressed', 'true');
  await expectMoving(pictureOf(b, 'Aoi Tanaka'));
  expect(await live('video')).toBe(1);

  // By mouse, so that the button has the focus when Space goes down.
  await microphone.click();
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
  await a.keyboard.down(' ');
  await expect(microphone).toHaveAttribute('aria-pressed', 'true');
  await a.keyboard.up(' ');
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');

  // Come to by Tab, the same button is pressed by Space.
  await a.keyboard.press('Tab');
  await a.keyboard.press('Shift+Tab');
  await expect(microphone).toBeFocused();
  await a.keyboard.press(' ');
  await expect(microphone).toHaveAttribute('aria-pressed', 'true');

  await a.keyboard.press('?');
  const keys = a.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(keys).toContainText('Hold to talk while muted');
  await a.keyboard.press('v');
  await a.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await expect(camera, 'no key works behind a dialog').toHaveAttribute('aria-pressed', 'true');

  await leaveButton(a).click();
  await a.getByRole('dialog').getByRole('button', { name: 'Leave the meeting' }).click();
  await expect(a.getByRole('heading', { name: 'You have left the meeting' })).toBeFocused();
  await expect(a.getByRole('link', { name: 'Who was there' })).toBeVisible();
  expect([await live('video'), await live('audio')], 'all devices are let go').toEqual([0, 0]);

  await a.getByRole('button', { name: 'Rejoin' }).click();
  await expectMoving(pictureOf(a, 'Ben Fischer'));
  await expectMoving(pictureOf(b, 'Aoi Tanaka'));
});

test('a shared screen arrives with its sound', async ({ openContext }) => {
  const { host, colleague, room } = await makeOrganisation();
  const { a, b } = await openPair(openContext, { host, colleague });
  await join(a, room.code);
  await join(b, room.code);
  await expectMoving(pictureOf(b, 'Aoi Tanaka'));
  await a.getByRole('button', { name: 'Microphone' }).click();
  await expect(tile(b, 'Aoi Tanaka').getByRole('img', { name: 'Microphone off' })).toBeVisible();

  await a.getByRole('button', { name: 'Share screen' }).click();
  const screen = pictureOf(b, 'Screen of Aoi Tanaka');
  await expectMoving(screen);
  expect(await brightnessOf(screen)).toBeGreaterThan(30);
  // The microphone is off: what is heard is the screen's own sound.
  await expect(b.locator('audio')).toHaveCount(2);
  await listen(b);
  await expectSound(b);

  await b.getByRole('button', { name: 'Share screen' }).click();
  const choice = b.getByRole('group', { name: 'Shared screens' });
  await choice.getByRole('button', { name: 'Screen of Aoi Tanaka' }).click();
  await expectMoving(screen);
  await choice.getByRole('button', { name: 'Your screen' }).click();
  await b.getByRole('main').getByRole('button', { name: 'Stop sharing' }).click();
  await expectMoving(screen);

  await a.getByRole('main').getByRole('button', { name: 'Stop sharing' }).click();
  await expect(screen).toHaveCount(0);
  await expectMoving(pictureOf(b, 'Aoi Tanaka'));
});

test('a third comes as a guest on a phone, and one who reloads is back', async ({ openContext }) => {
  const { host, colleague, room } = await makeOrganisation();
  const [aoi, ben] = [await openContext(), await openContext()];
  const phone = await openContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(aoi, host.id);
  await signIn(ben, colleague.id);
  const [a, b, c] = [await aoi.newPage(), await ben.newPage(), await phone.newPage()];
  await join(a, room.code);
  await join(b, room.code);
  await join(c, room.code, { name: 'Chie Mori' });

  for (const name of ['Aoi Tanaka', 'Ben Fischer']) await expectMoving(pictureOf(c, name));
  for (const page of [a, b]) await expectMoving(pictureOf(page, 'Chie Mori'));
  expect(await c.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  for (const button of await c.getByRole('contentinfo').getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390 && box.height >= 44, 'in reach of a thumb').toBe(
      true,
    );
  }

  await a.getByRole('button', { name: '3 people' }).click();
  await expect(a.getByRole('listitem').filter({ hasText: 'Chie Mori' })).toContainText('Guest');
  await expect(a.getByRole('listitem').first()).toContainText('Aoi Tanaka (you)');

  await b.reload();
  await join(b, room.code);
  await expectMoving(pictureOf(b, 'Chie Mori'));
  await expectMoving(pictureOf(a, 'Ben Fischer'));
  await expect(a.getByRole('button', { name: '3 people' })).toBeVisible();
});

test('who speaks is marked; five seconds without a network, and the call goes on', async ({
  openContext,
  playwright,
}, testInfo) => {
  const { host, colleague, room } = await makeOrganisation();
  const aoi = await openContext();
  await signIn(aoi, host.id);
  const a = await aoi.newPage();
  await join(a, room.code);

  const voice = testInfo.outputPath('voice.wav');
  await writeFile(voice, voiceFile());
  const { args = [], ...options } = testInfo.project.use.launchOptions ?? {};
  const server = await playwright.chromium.launchServer({
    ...options,
    args: [...args, `--use-file-for-fake-audio-capture=${voice}`],
  });
  const browser = await playwright.chromium.connect(server.wsEndpoint());
  const ben = await browser.newContext({ baseURL: setting('WEBMTG_URL'), locale: 'en-US' });
  await signIn(ben, colleague.id);
  const b = await ben.newPage();
  await join(b, room.code);
  await expectMoving(pictureOf(a, 'Ben Fischer'));
  await expectMoving(pictureOf(b, 'Aoi Tanaka'));

  await expect(tile(a, 'Ben Fischer')).toHaveAttribute('data-speaking', 'true');

  const notice = b.getByText('The connection is interrupted');
  const pid = server.process().pid ?? 0;
  await severNetwork(pid, ben, async () => {
    const lostAt = Date.now();
    await expect(notice).toBeVisible();
    await expect.poll(async () => await isStill(pictureOf(a, 'Ben Fischer')), 'nothing gets out').toBe(true);
    expect(await isStill(pictureOf(b, 'Aoi Tanaka')), 'nothing gets in').toBe(true);
    await b.waitForFunction((since) => Date.now() - since >= 5000, lostAt);
  });
  await expectMoving(pictureOf(b, 'Aoi Tanaka'));
  await expectMoving(pictureOf(a, 'Ben Fischer'));
  await expect(notice).toBeHidden();
  await listen(b);
  await expectSound(b);
  await browser.close();
  await server.close();
});

test('the host ends the meeting for everybody', async ({ openContext }) => {
  const { host, colleague, room } = await makeOrganisation();
  const { a, b } = await openPair(openContext, { host, colleague });
  await join(a, room.code);
  await join(b, room.code);

  await leaveButton(a).click();
  await a.getByRole('dialog').getByRole('button', { name: 'End for everyone' }).click();
  for (const page of [a, b]) {
    await expect(page.getByRole('heading', { name: 'The meeting has ended' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Rejoin' })).toHaveCount(0);
  }
});

test('who is removed is told so', async ({ openContext }) => {
  const { colleague, room } = await makeOrganisation();
  const ben = await openContext();
  await signIn(ben, colleague.id);
  const b = await ben.newPage();
  await join(b, room.code);
  await expect(b.getByText('Nobody else is here yet')).toBeVisible();
  const [participant] = await rooms().listParticipants(room.id);
  await rooms().removeParticipant(room.id, participant?.identity ?? '');
  await expect(b.getByRole('heading', { name: 'You were removed from the meeting' })).toBeVisible();
});

test('who has no camera and no microphone joins all the same', async ({ openContext, playwright }, {
  project,
}) => {
  const { host, colleague, room } = await makeOrganisation();
  const aoi = await openContext();
  await signIn(aoi, host.id);
  const a = await aoi.newPage();
  await join(a, room.code);

  const { args = [], ...options } = project.use.launchOptions ?? {};
  const browser = await playwright.chromium.launch({
    ...options,
    args: args.filter((arg) => !arg.startsWith('--use-fake')),
  });
  const ben = await browser.newContext({ baseURL: setting('WEBMTG_URL'), locale: 'en-US' });
  await signIn(ben, colleague.id);
  const b = await ben.newPage();
  await join(b, room.code, { hasCamera: false });
  await expectMoving(pictureOf(b, 'Aoi Tanaka'));
  await listen(b);
  await expectSound(b);
  await expect(tile(a, 'Ben Fischer')).toBeVisible();
  await b.getByRole('button', { name: 'Camera' }).click();
  await expect(b.getByText(/No camera was found|blocks the camera/).first()).toBeVisible();
  await browser.close();
});

test('a camera that goes is replaced, and the person told', async ({ openContext }) => {
  const { host, room } = await makeOrganisation();
  const aoi = await openContext();
  await signIn(aoi, host.id);
  const a = await aoi.newPage();
  await join(a, room.code);
  await expect(a.getByRole('button', { name: 'Camera' })).toHaveAttribute('aria-pressed', 'true');

  // A permission withdrawn ends the tracks at their source, as a pulled cable does; the devices are there to be
  // asked for again, which the flags of this browser grant.
  const cdp = await aoi.newCDPSession(a);
  const { targetInfo } = await cdp.send('Target.getTargetInfo');
  await cdp.send('Browser.setPermission', {
    permission: { name: 'camera' },
    setting: 'denied',
    origin: setting('WEBMTG_URL'),
    ...(targetInfo.browserContextId === undefined ? {} : { browserContextId: targetInfo.browserContextId }),
  });
  await expect(a.getByText('Your camera was disconnected.')).toBeVisible();
  await expectMoving(pictureOf(a, 'Aoi Tanaka (you)'));
  await expect(a.getByRole('button', { name: 'Camera' })).toHaveAttribute('aria-pressed', 'true');
});

test('where only hosts may speak, the others are told', async ({ openContext }) => {
  const { colleague, room } = await makeOrganisation({ speakBy: 'hosts', screenBy: 'hosts' });
  const ben = await openContext();
  await signIn(ben, colleague.id);
  const b = await ben.newPage();
  await join(b, room.code);
  const microphone = b.getByRole('button', { name: 'Microphone' });
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
  await b.evaluate(() => localStorage.setItem('webmtg.devices', JSON.stringify({ isMicrophoneOn: false })));
  await microphone.click();
  await expect(b.getByText('Only hosts may speak in this meeting')).toBeVisible();
  const remembered = await b.evaluate(() => localStorage.getItem('webmtg.devices'));
  expect(remembered, 'nor do they speak in the next one').toContain('"isMicrophoneOn":false');
  await b.getByRole('button', { name: 'Share screen' }).click();
  await expect(b.getByText('Only hosts may share a screen in this meeting')).toBeVisible();
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
});

test('a link that leads nowhere says so', async ({ page }) => {
  const response = await page.goto('/m/abc-defg-hij');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no meeting under this link' })).toBeVisible();
});
