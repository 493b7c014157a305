import type { Page } from '@playwright/test';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import { expectMoving, expectSound, join, listen, pictureOf, tile } from './call';
import { makeOrganisation, setting, signIn } from './people';
import { expect, test } from './test';

// Three browsers encode and decode at once.
test.slow();

const RECORDER = 'EG_test';

const rooms = () =>
  new RoomServiceClient(setting('LIVEKIT_URL'), setting('LIVEKIT_API_KEY'), setting('LIVEKIT_API_SECRET'));

const signRecorder = async (room: string) => {
  const token = new AccessToken(setting('LIVEKIT_API_KEY'), setting('LIVEKIT_API_SECRET'), {
    identity: RECORDER,
    ttl: '1h',
  });
  token.kind = 'egress';
  token.addGrant({
    room,
    roomJoin: true,
    canSubscribe: true,
    canPublish: false,
    canPublishData: false,
    hidden: true,
    recorder: true,
  });
  return await token.toJwt();
};

/** Opens the page as a recorder does; returns the words that it hears, as they come. */
const record = async (page: Page, query: Record<string, string>, token: string) => {
  const words: string[] = [];
  page.on('console', (message) => {
    if (message.text().endsWith('_RECORDING')) words.push(message.text());
  });
  await page.setViewportSize({ width: 1280, height: 720 });
  const params = new URLSearchParams({ ...query, url: setting('LIVEKIT_PUBLIC_URL'), token });
  await page.goto(`/recording?${params}`);
  return words;
};

const setLayout = async (room: string, layout: string) => {
  await rooms().updateParticipant(room, RECORDER, { metadata: JSON.stringify({ layout }) });
};

/** Which tiles are seen, each with its place; one whose edge is outside of the picture fails. */
const placesOn = async (page: Page) => {
  const places = new Map<string, { x: number; y: number; width: number; height: number }>();
  for (const group of await page.getByRole('group').all()) {
    const box = await group.boundingBox();
    if (!box) continue;
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 1280 && box.y + box.height <= 720).toBe(true);
    places.set((await group.getAttribute('aria-label')) ?? '', box);
  }
  return places;
};

test('a recorder sees and hears everybody in the layout that is asked for, and nothing to press', async ({
  openContext,
}) => {
  const { host, colleague, room } = await makeOrganisation({ name: 'Weekly' });
  const [aoi, ben, recorder] = [await openContext(), await openContext(), await openContext()];
  await signIn(aoi, host.id);
  await signIn(ben, colleague.id);
  const [a, b, page] = [await aoi.newPage(), await ben.newPage(), await recorder.newPage()];
  await join(a, room.code);
  await join(b, room.code);
  await expectMoving(pictureOf(a, 'Ben Fischer'));

  const words = await record(
    page,
    { title: 'Weekly', clock: '1', locale: 'ja' },
    await signRecorder(room.id),
  );
  await expect.poll(() => words, { timeout: 30_000 }).toEqual(['START_RECORDING']);
  for (const name of ['Aoi Tanaka', 'Ben Fischer']) await expectMoving(pictureOf(page, name));
  await listen(page);
  await expectSound(page);
  const both = await placesOn(page);
  expect([...both.keys()].toSorted()).toEqual(['Aoi Tanaka', 'Ben Fischer']);
  expect(both.get('Aoi Tanaka')?.width).toBe(both.get('Ben Fischer')?.width);
  await expect(page.locator('header')).toContainText(/^Weekly\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}:\d{2}/);
  await expect(page.locator('main').locator('a, button, input, [tabindex], [role=button]')).toHaveCount(0);
  await expect(page.getByRole('meter')).toHaveCount(0);
  expect(await recorder.cookies()).toEqual([]);
  await expect(a.getByRole('button', { name: '2 people' }), 'nobody sees the recorder').toBeVisible();

  await setLayout(room.id, 'speaker');
  await expect(page.locator('[data-layout=speaker]')).toBeVisible();
  const widths = [...(await placesOn(page)).values()].map(({ width }) => width).toSorted((x, y) => y - x);
  expect(widths[0]).toBeGreaterThan(4 * (widths[1] ?? 0));

  await a.getByRole('button', { name: 'Share screen' }).click();
  const screen = pictureOf(page, 'Aoi Tanakaの画面');
  await expectMoving(screen);
  await setLayout(room.id, 'screen');
  await expect(page.locator('[data-layout=screen]')).toBeVisible();
  const shared = await placesOn(page);
  expect(shared.get('Aoi Tanakaの画面')?.width).toBeGreaterThan(1000);
  expect(shared.size).toBe(3);
  await setLayout(room.id, 'grid');
  await expect(page.locator('[data-layout=grid]')).toBeVisible();
  expect((await placesOn(page)).size).toBe(3);
  await a.getByRole('main').getByRole('button', { name: 'Stop sharing' }).click();
  await expect(screen).toHaveCount(0);

  await b.getByRole('button', { name: 'Camera' }).click();
  await expect(pictureOf(page, 'Ben Fischer')).toHaveCount(0);
  await expect(tile(page, 'Ben Fischer')).toContainText('BF');
  await expectMoving(pictureOf(page, 'Aoi Tanaka'));

  expect(words, 'said once').toEqual(['START_RECORDING']);
  await rooms().deleteRoom(room.id);
  await expect.poll(() => words).toEqual(['START_RECORDING', 'END_RECORDING']);
});

test('without a camera the faces are enough to begin, without names none is written, and without people it waits', async ({
  openContext,
}) => {
  const { host, room } = await makeOrganisation();
  const [aoi, recorder] = [await openContext(), await openContext()];
  await signIn(aoi, host.id);
  const [a, page] = [await aoi.newPage(), await recorder.newPage()];
  await join(a, room.code);
  await a.getByRole('button', { name: 'Camera' }).click();
  await expect(a.getByRole('button', { name: 'Camera' })).toHaveAttribute('aria-pressed', 'false');

  const words = await record(page, { names: '0' }, await signRecorder(room.id));
  await expect.poll(() => words, { timeout: 30_000 }).toEqual(['START_RECORDING']);
  await expect(tile(page, 'Aoi Tanaka')).toContainText('AT');
  await expect(page.getByText('Aoi Tanaka')).toHaveCount(0);
  await expect(page.locator('header')).toHaveCount(0);

  await a.close();
  await expect(page.getByText('Nobody is here at the moment')).toBeVisible();
  expect(words).toEqual(['START_RECORDING']);
  // LiveKit itself closes the room a while after the last one has left.
  await expect.poll(() => words, { timeout: 60_000 }).toEqual(['START_RECORDING', 'END_RECORDING']);
});

test('a page that no recorder can use says so, and never starts', async ({ page, browser }) => {
  await page.goto('/recording');
  await expect(page.locator('div.error')).toHaveText(
    'This page is for recorders. Its address is incomplete.',
  );
  const robots = page.locator('meta[name=robots]');
  await expect(robots).toHaveAttribute('content', 'noindex, nofollow');

  // Not one whose console is watched: the browser writes there that LiveKit refuses the token.
  const other = await browser.newPage({ baseURL: setting('WEBMTG_URL') });
  const words = await record(other, { locale: 'ja' }, 'nonsense');
  await expect(other.locator('div.error')).toHaveText('会議に接続できませんでした。');
  expect(words).toEqual([]);
  await other.close();
});
