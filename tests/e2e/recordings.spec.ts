import type { BrowserContext, Page } from '@playwright/test';
import { makeRecording } from '../../prisma/factories.ts';
import { db, makeOrganisation, signIn } from './people';
import { type Film, makeFilm, makeStory } from './recorded';
import { expect, test } from './test';

const SECONDS = 40;
let film: Film;

test.beforeAll(async () => {
  film = await makeFilm(SECONDS, { size: '320x180' });
});

const pageOf = async (context: BrowserContext, userId: string, path: string) => {
  await signIn(context, userId);
  const page = await context.newPage();
  await page.goto(path);
  return page;
};

/** An organisation with one recording: two were there from the beginning, Hana came and Ben shared later. */
const makeRecorded = async () => {
  const organisation = await makeOrganisation();
  const { tenant, room } = organisation;
  const recording = await makeStory({ tenantId: tenant.id, roomId: room.id }, film, {
    name: 'Plans for spring',
    startedAt: new Date(Date.now() - 3600_000),
    joins: [
      { name: 'Aoi Tanaka', at: -20 },
      { name: 'Ben Fischer', at: -10 },
      { name: 'Hana Suzuki', at: 10 },
    ],
    shares: [{ name: 'Ben Fischer', at: 20 }],
    said: [
      { name: 'Aoi Tanaka', at: 2, body: 'Good morning' },
      { name: 'Ben Fischer', at: 21, body: 'Here is https://plans.example/spring' },
    ],
  });
  return { ...organisation, recording, path: `/t/${tenant.slug}/recordings/${recording.id}` };
};

const video = (page: Page) => page.locator('video');
const timeOf = async (page: Page) =>
  await video(page).evaluate((element: HTMLVideoElement) => element.currentTime);
const isPlaying = async (page: Page) =>
  await video(page).evaluate((element: HTMLVideoElement) => !element.paused);
const loaded = async (page: Page) =>
  await expect
    .poll(async () => await video(page).evaluate((element: HTMLVideoElement) => element.readyState))
    .toBeGreaterThan(0);
const seekBar = (page: Page) => page.getByRole('slider', { name: 'Position' });

test('recordings are listed with all that is known of them, live, searched and sorted', async ({
  openContext,
}) => {
  const { tenant, room, colleague } = await makeRecorded();
  const place = { tenantId: tenant.id, roomId: room.id };
  const failed = await makeRecording(db, place, { name: 'Review', state: 'failed', failure: 'noRecorder' });
  await db.file.deleteMany({ where: { recordingId: failed.id } });
  await makeRecording(db, place, { name: '面談', isAudioOnly: true, duration: 3723, isCutShort: true });
  const page = await pageOf(await openContext(), colleague.id, `/t/${tenant.slug}`);
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Recordings' }).click();
  const cards = page.getByRole('list', { name: 'Recordings of Kumo Works' }).getByRole('listitem');
  await expect(cards).toHaveText([/面談/, /Review/, /Plans for spring/]);
  await expect(cards.nth(0)).toContainText('1:02:03');
  await expect(cards.nth(0)).toContainText('Cut short');
  await expect(cards.nth(1)).toContainText('No recorder was free');
  await expect(cards.nth(1).getByRole('link')).toHaveCount(0);
  await expect(cards.nth(2)).toContainText('3 people');
  await expect(cards.nth(2)).toContainText('Aoi Tanaka, Ben Fischer, Hana Suzuki');
  await expect(cards.nth(2).locator('img')).not.toHaveJSProperty('naturalWidth', 0);

  await page.getByLabel('Order').selectOption('Biggest first');
  await expect(cards.first()).toContainText('Plans for spring');
  await page.getByRole('searchbox', { name: 'Search recordings' }).fill('面');
  await expect(cards).toHaveText([/面談/]);
  await expect(page).toHaveURL(/sort=biggest/);
  await page.getByRole('searchbox', { name: 'Search recordings' }).fill('nowhere');
  await page.getByRole('button', { name: 'Show all recordings' }).click();
  await expect(cards).toHaveCount(3);

  await page.goto(`/t/${tenant.slug}/rooms/${room.id}`);
  const ofRoom = page.getByRole('list', { name: 'Recordings of this room' });
  await ofRoom.getByRole('link', { name: 'Watch “Plans for spring”' }).click();
  await expect(page.getByRole('heading', { name: 'Plans for spring' })).toBeVisible();
  // A colleague watches and saves, and changes nothing.
  await expect(page.getByRole('button', { name: 'Download' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Delete' })).toHaveCount(0);
});

test('the player goes to the middle by a range request and plays, by pointer and by keys', async ({
  openContext,
}) => {
  const { colleague, path, recording } = await makeRecorded();
  const page = await pageOf(await openContext(), colleague.id, path);
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith(`/api/files/${recording.id}`)) statuses.push(response.status());
  });
  await page.reload();
  await loaded(page);
  const bar = await seekBar(page).boundingBox();
  if (!bar) throw new Error('no bar');
  await page.mouse.move(bar.x + bar.width * 0.55, bar.y + bar.height / 2);
  await expect(page.getByText('Ben Fischer shared a screen')).toHaveCount(2);
  await page.mouse.click(bar.x + bar.width / 2, bar.y + bar.height / 2);
  await expect.poll(async () => await timeOf(page)).toBeGreaterThan(SECONDS / 2 - 1);
  await expect(seekBar(page)).toHaveAttribute('aria-valuetext', '20 seconds of 40 seconds');

  await page.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => await timeOf(page)).toBeGreaterThan(SECONDS / 2 + 1);
  expect(new Set(statuses)).toEqual(new Set([206]));

  await page.keyboard.press('k');
  await expect.poll(async () => await isPlaying(page)).toBe(false);
  await page.keyboard.press('Home');
  await expect.poll(async () => await timeOf(page)).toBe(0);
  await page.keyboard.press('l');
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => await timeOf(page)).toBe(15);
  await page.keyboard.press('5');
  await expect.poll(async () => Math.round(await timeOf(page))).toBe(SECONDS / 2);
  await page.keyboard.press('m');
  await expect(video(page)).toHaveJSProperty('muted', true);
  await page.keyboard.press('>');
  await page.keyboard.press('>');
  await expect(video(page)).toHaveJSProperty('playbackRate', 1.5);
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: 'Leave full screen' })).toBeVisible();
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: 'Full screen' })).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys of the player' });
  await expect(keys).toContainText('10 seconds ahead');
  await page.keyboard.press('Home');
  expect(Math.round(await timeOf(page))).toBe(SECONDS / 2);
  await page.keyboard.press('Escape');

  await page.reload();
  await loaded(page);
  await expect(video(page)).toHaveJSProperty('playbackRate', 1.5);
  await expect.poll(async () => Math.round(await timeOf(page))).toBe(SECONDS / 2);
});

test('chapters lead to where something begins, and the chat appears as it was written', async ({
  openContext,
}) => {
  const { colleague, path } = await makeRecorded();
  const page = await pageOf(await openContext(), colleague.id, `${path}?t=1`);
  await loaded(page);
  const chapters = page.getByRole('list', { name: 'Chapters' });
  await expect(chapters.getByRole('listitem')).toHaveText([
    /Beginning0:00/,
    /Hana Suzuki joined0:10/,
    /Ben Fischer shared a screen0:20/,
  ]);
  const join = chapters.getByRole('button', { name: /Hana Suzuki joined/ });
  await join.click();
  await expect(join).toHaveAttribute('aria-current', 'true');
  await expect.poll(async () => await timeOf(page)).toBe(10);

  await page.getByRole('tab', { name: 'Chat' }).click();
  const log = page.getByRole('log', { name: 'Chat at this time' });
  await expect(log.getByRole('article')).toHaveText([/Good morning/]);
  await page.keyboard.press('j');
  await expect(log.getByRole('article')).toHaveCount(0);
  await seekBar(page).fill('30');
  await expect(log.getByRole('article')).toHaveCount(2);
  await expect(log.getByRole('link')).toHaveAttribute('href', 'https://plans.example/spring');
  await log.getByRole('button', { name: 'Go to 21 seconds' }).click();
  await expect.poll(async () => await timeOf(page)).toBe(21);
});

test('a host renames, deletes and brings back', async ({ openContext }) => {
  const { host, tenant, path } = await makeRecorded();
  const page = await pageOf(await openContext(), host.id, path);
  await page.getByRole('button', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('  ');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Name').fill('春の計画 k m f');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: '春の計画 k m f' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(`/t/${tenant.slug}/recordings`);
  await expect(page.getByText('No recordings yet')).toBeVisible();
  // The address says which are shown, and is changed in a transition.
  await page.getByRole('radio', { name: 'Deleted' }).click();
  await expect(page.getByRole('radio', { name: 'Deleted' })).toBeChecked();
  await page.getByRole('button', { name: 'Bring back “春の計画 k m f”' }).click();
  await expect(page.getByText('Nothing was deleted')).toBeVisible();
  await page.goto(path);
  await loaded(page);
});

test('another form is made, with progress, and then there to be saved and watched', async ({
  openContext,
}) => {
  const { host, path } = await makeRecorded();
  const page = await pageOf(await openContext(), host.id, path);
  await page.getByRole('button', { name: 'Download' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make “360p (MP4)”' }).click();
  const link = dialog.getByRole('link', { name: 'Download “360p (MP4)”' });
  await expect(link).toBeVisible({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^Plans for spring.*\.mp4$/);
  await page.keyboard.press('Escape');
  await loaded(page);
  await seekBar(page).fill('12');
  await page.getByRole('button', { name: /^Speed/ }).click();
  await page.getByRole('menuitemradio', { name: '360p, for slow lines' }).click();
  await expect.poll(async () => await timeOf(page)).toBe(12);
  await expect(video(page)).toHaveJSProperty('videoHeight', 360);
});

const share = async (page: Page, password: string | null) => {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (password !== null) await dialog.getByLabel('Password (optional)').fill(password);
  await dialog.getByRole('button', { name: 'Make link' }).click();
  await expect(dialog.getByRole('list', { name: 'Links' }).getByRole('listitem')).toHaveCount(1);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  const url = await page.evaluate(async () => await navigator.clipboard.readText());
  return { dialog, url };
};

test('a link opens for a stranger, counts, and opens nothing once it is revoked', async ({ openContext }) => {
  const { host, path, recording } = await makeRecorded();
  const page = await pageOf(await openContext(), host.id, path);
  const { dialog, url } = await share(page, null);

  const stranger = await (await openContext()).newPage();
  const answer = await stranger.goto(url);
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
  await expect(stranger.getByText('Shared by Kumo Works')).toBeVisible();
  await expect(stranger.getByRole('heading', { name: 'Plans for spring' })).toBeVisible();
  await loaded(stranger);
  await stranger.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => await timeOf(stranger)).toBeGreaterThan(0.5);
  await expect(stranger.getByRole('tab')).toHaveText(['Chapters']);
  await expect(dialog.getByText('opened once')).toBeVisible({ timeout: 15_000 });

  await dialog.getByRole('button', { name: 'Revoke the link by Aoi Tanaka' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog.getByText('There is no link yet.')).toBeVisible();
  const bytes = await stranger.request.get(`/api/files/${recording.id}`, { headers: { range: 'bytes=0-9' } });
  expect(bytes.status()).toBe(404);
  await stranger.goto(url);
  await expect(stranger.getByText('This link opens nothing')).toBeVisible();
});

test('a link with a password opens with it alone', async ({ openContext }) => {
  const { host, path } = await makeRecorded();
  const page = await pageOf(await openContext(), host.id, path);
  const { dialog, url } = await share(page, 'kumo-spring-26');
  await expect(dialog.getByRole('listitem')).toContainText('Password');
  const stranger = await (await openContext()).newPage();
  await stranger.goto(url);
  const field = stranger.getByLabel('Password', { exact: true });
  await field.fill('wrong password');
  await stranger.getByRole('button', { name: 'Watch' }).click();
  await expect(stranger.getByText('That is not the password of this link.')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('kumo-spring-26');
  await stranger.getByRole('button', { name: 'Watch' }).click();
  await loaded(stranger);
});

test('an administrator says how long recordings are kept', async ({ openContext }) => {
  const { host, tenant } = await makeOrganisation();
  const page = await pageOf(await openContext(), host.id, `/t/${tenant.slug}/settings`);
  await page.getByLabel('Delete old recordings by themselves').check();
  await page.getByRole('textbox', { name: 'Days that a recording is kept' }).fill('30');
  await page.getByRole('textbox', { name: 'Days that a recording is kept' }).blur();
  await expect(page.getByText('Recordings older than 30 days are deleted for good')).toBeVisible();
  const card = page.locator('form').filter({ hasText: 'Days that a recording is kept' });
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  expect(await db.tenant.findUniqueOrThrow({ where: { id: tenant.id } })).toMatchObject({
    recordingDays: 30,
  });
});
