import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { loudness, pictureAt, probe } from '../film.ts';
import { expectMoving, join, pictureOf } from './call';
import { db, makeOrganisation, openPair, setting, signIn } from './people';
import { expect, test } from './test';

// Two people, and a recorder that is a browser too, for a whole recording.
test.slow();

const SECONDS = 20;
const [WIDTH, HEIGHT] = [1280, 720];

const ask = async (page: Page, procedure: string, input: object) => {
  const response = await page.request.post(`/api/trpc/${procedure}`, {
    data: input,
    headers: { origin: setting('WEBMTG_URL') },
  });
  expect(response.status(), await response.text()).toBe(200);
  return ((await response.json()) as { result: { data: unknown } }).result.data;
};

const newest = async (roomId: string) =>
  await db.recording.findFirstOrThrow({ where: { roomId }, orderBy: { id: 'desc' } });

type Picture = ReturnType<typeof pictureAt>;

/** How many points of a rectangle look so, of all that are looked at: every second in both directions. */
const share = (
  { at }: Picture,
  { left, top, right, bottom }: Record<'left' | 'top' | 'right' | 'bottom', number>,
  looks: (red: number, green: number, blue: number) => boolean,
) => {
  let [found, all] = [0, 0];
  for (let y = top; y < bottom; y += 2)
    for (let x = left; x < right; x += 2) {
      const [red = 0, green = 0, blue = 0] = at(x, y);
      if (looks(red, green, blue)) found += 1;
      all += 1;
    }
  return found / all;
};

/** Chromium's fake camera is bright green; the stage around the tiles is nearly black, and names are white. */
const isGreen = (red: number, green: number, blue: number) =>
  green > 80 && green > red + 40 && green > blue + 40;
const isStage = (red: number, green: number, blue: number) => Math.max(red, green, blue) < 70;
const isWhite = (red: number, green: number, blue: number) => Math.min(red, green, blue) > 170;

/** The frame around the two tiles is whole on each side, and both are there, with their names. */
const expectBothTiles = (picture: Picture) => {
  const edges = [
    { left: 0, top: 0, right: WIDTH, bottom: 4 },
    { left: 0, top: HEIGHT - 4, right: WIDTH, bottom: HEIGHT },
    { left: 0, top: 0, right: 4, bottom: HEIGHT },
    { left: WIDTH - 4, top: 0, right: WIDTH, bottom: HEIGHT },
  ];
  for (const edge of edges) expect(share(picture, edge, isStage)).toBeGreaterThan(0.95);
  for (const left of [0, WIDTH / 2]) {
    const half = { left, right: left + WIDTH / 2, top: 0, bottom: HEIGHT };
    expect(share(picture, half, isGreen)).toBeGreaterThan(0.3);
    // The name stands in the lower left corner of its tile.
    const corner = { left, right: left + 240, top: HEIGHT / 2, bottom: HEIGHT };
    expect(share(picture, corner, isWhite)).toBeGreaterThan(0.001);
  }
};

test('a meeting of two is recorded, watched, and shared until the link is revoked', async ({
  openContext,
}) => {
  const { host, colleague, tenant, room } = await makeOrganisation();
  const { a, b } = await openPair(openContext, { host, colleague });
  await join(a, room.code);
  await join(b, room.code);
  await expectMoving(pictureOf(a, 'Ben Fischer'));
  await expectMoving(pictureOf(b, 'Aoi Tanaka'));

  await ask(a, 'rooms.startRecording', { roomId: room.id });
  await expect.poll(async () => (await newest(room.id)).state, { timeout: 60_000 }).toBe('active');
  const { id, startedAt } = await newest(room.id);
  const recordedFor = () => (Date.now() - (startedAt?.getTime() ?? Number.NaN)) / 1000;
  await expect.poll(recordedFor, { timeout: 60_000 }).toBeGreaterThan(SECONDS);
  const asked = recordedFor();
  await ask(a, 'rooms.stopRecording', { roomId: room.id });
  const answered = recordedFor();
  await expect.poll(async () => (await newest(room.id)).state, { timeout: 60_000 }).toBe('complete');

  const folder = await mkdtemp(path.join(tmpdir(), 'webmtg-recorded-'));
  const file = path.join(folder, 'recorded.mp4');
  await writeFile(file, await (await a.request.get(`/api/files/${id}`)).body());
  const film = probe(file);
  expect(film.video).toMatchObject({ codec_name: 'h264', width: WIDTH, height: HEIGHT });
  expect(film.audio).toMatchObject({ codec_name: 'aac' });
  // Within a second of the wall clock, between the order to stop and its answer.
  expect(film.duration).toBeGreaterThan(asked - 1);
  expect(film.duration).toBeLessThan(answered + 1);
  expect(await newest(room.id)).toMatchObject({
    isCutShort: false,
    duration: expect.closeTo(film.duration, 0),
  });
  for (const seconds of [1, film.duration / 2, film.duration - 1]) expectBothTiles(pictureAt(file, seconds));
  // Fake microphones beep once a second: no second is silent.
  const halves = loudness(file);
  const seconds = Array.from({ length: Math.floor(halves.length / 2) - 1 }, (_, n) =>
    Math.max(halves[n * 2] ?? 0, halves[n * 2 + 1] ?? 0, halves[n * 2 + 2] ?? 0),
  );
  expect(Math.min(...seconds)).toBeGreaterThan(0.001);
  await rm(folder, { recursive: true });

  await b.goto(`/t/${tenant.slug}/recordings/${id}`);
  const video = b.locator('video');
  const timeOf = async () => await video.evaluate((element: HTMLVideoElement) => element.currentTime);
  await expect
    .poll(async () => await video.evaluate((element: HTMLVideoElement) => element.readyState))
    .toBeGreaterThan(0);
  await b.getByRole('slider', { name: 'Position' }).fill('10');
  await b.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Play' }).click();
  await expect.poll(timeOf).toBeGreaterThan(11);

  const made = (await ask(a, 'storage.recordings.share', {
    recordingId: id,
    days: 1,
    password: null,
    hasChat: false,
  })) as { id: string; path: string };
  const stranger = await (await openContext()).newPage();
  await stranger.goto(made.path);
  const shared = stranger.locator('video');
  await expect
    .poll(async () => await shared.evaluate((element: HTMLVideoElement) => element.readyState))
    .toBeGreaterThan(0);
  await ask(a, 'storage.recordings.unshare', { recordingId: id, linkId: made.id });
  await stranger.reload();
  await expect(stranger.locator('video')).toHaveCount(0);
  expect((await stranger.request.get(`/api/files/${id}`)).status()).toBe(404);
});

test('a room that records itself does so from the first person on, and to the end of the meeting', async ({
  openContext,
}) => {
  const { host, room } = await makeOrganisation({ recordsItself: true });
  const context = await openContext();
  await signIn(context, host.id);
  const page = await context.newPage();
  await page.goto(`/m/${room.code}`);
  await expect(page.getByText('This meeting is recorded')).toBeVisible();
  await join(page, room.code);
  const count = async () => await db.recording.count({ where: { roomId: room.id } });
  await expect.poll(count).toBe(1);
  await expect.poll(async () => (await newest(room.id)).state, { timeout: 60_000 }).toBe('active');
  await ask(page, 'rooms.end', { roomId: room.id });
  await expect.poll(async () => (await newest(room.id)).state, { timeout: 60_000 }).toBe('complete');
  expect(await newest(room.id)).toMatchObject({ startedByName: null, isCutShort: false, layout: 'speaker' });
  expect(await count()).toBe(1);
});
