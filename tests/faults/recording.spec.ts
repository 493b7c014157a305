import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect } from '@playwright/test';
import { expectMoving, join } from '../e2e/call';
import { db, makeOrganisation, setting, signIn } from '../e2e/people';
import { crash, filming, keepAway, logOf, recorderFolder } from './parts';
import { test } from './test';

test.slow();
test.use({ permissions: ['camera', 'microphone'], locale: 'en-US' });

const MOVING = ['requested', 'starting', 'active', 'ending'] as const;
const TWO_MINUTES = 120_000;

/** A host alone in a call of their own, asking the app as their page would. */
const enterCall = async (context: BrowserContext) => {
  const { host, room } = await makeOrganisation();
  await signIn(context, host.id);
  const page = await context.newPage();
  await join(page, room.code);
  await expectMoving(page.locator('video').first());
  const ask = async (procedure: string, input: object = {}) => {
    const response = await page.request.post(`/api/trpc/${procedure}`, {
      data: { roomId: room.id, ...input },
      headers: { origin: setting('WEBMTG_URL') },
    });
    return response.status();
  };
  const newest = async () =>
    await db.recording.findFirst({
      where: { roomId: room.id },
      orderBy: { id: 'desc' },
      include: { files: true },
    });
  const state = async () => (await newest())?.state;
  return { host, room, page, context, ask, newest, state };
};

type Call = Awaited<ReturnType<typeof enterCall>>;

/** Has the call recorded, and some of it filmed. */
const record = async ({ ask, state, newest }: Call) => {
  // Refused while an earlier recording is in the way: it must not be for long.
  await expect.poll(async () => await ask('rooms.startRecording'), { timeout: 60_000 }).toBe(200);
  await expect.poll(state, { timeout: 60_000 }).toBe('active');
  const recording = await newest();
  const filmed = () => {
    const folder = path.join(recorderFolder(), recording?.egressId ?? '');
    return readdirSync(folder).includes('live.mp4') ? statSync(path.join(folder, 'live.mp4')).size : 0;
  };
  await expect.poll(filmed, { message: 'the film grows', timeout: 30_000 }).toBeGreaterThan(100_000);
  return recording;
};

/** No recording of the room is left half-way, and nothing films any more that nobody waits for. */
const expectSettled = async ({ room }: Call) => {
  const moving = async () =>
    await db.recording.count({ where: { roomId: room.id, state: { in: [...MOVING] } } });
  await expect.poll(moving, { message: 'recordings that move', timeout: TWO_MINUTES }).toBe(0);
  await expect.poll(filming, { message: 'processes that film', timeout: 30_000 }).toEqual([]);
  for (const secret of ['LIVEKIT_API_SECRET', 'S3_SECRET_KEY']) {
    expect(logOf('recorder')).not.toContain(setting(secret));
    for (const web of ['web-1', 'web-2'] as const) expect(logOf(web)).not.toContain(setting(secret));
  }
  expect(logOf('recorder')).not.toMatch(/eyJ[\w-]+\.[\w-]+/);
};

const stop = async ({ ask }: Call) => expect(await ask('rooms.stopRecording')).toBe(200);

test('a recorder that is killed gives what it had, and the next recording starts at once', async ({
  context,
}) => {
  const call = await enterCall(context);
  const first = await record(call);
  await crash('recorder');
  const read = async () => await db.recording.findUniqueOrThrow({ where: { id: first?.id ?? '' } });
  await expect.poll(async () => (await read()).state, { timeout: 60_000 }).toMatch(/complete|lost/);
  expect(await read()).toMatchObject({ state: 'complete', isCutShort: true });
  const second = await record(call);
  expect(second?.id).not.toBe(first?.id);
  await stop(call);
  await expectSettled(call);
  expect(await call.newest()).toMatchObject({
    state: 'complete',
    isCutShort: false,
    files: [{ rendition: 'original' }],
  });
});

test('Redis is killed, with all that it knew', async ({ context }) => {
  const call = await enterCall(context);
  await record(call);
  await crash('redis');
  // Sessions are gone with it.
  await expect
    .poll(
      async () => {
        await signIn(context, call.host.id).catch(() => undefined);
        return await call.ask('rooms.stopRecording');
      },
      { timeout: 60_000 },
    )
    .toBe(200);
  await expectSettled(call);
  expect(await call.newest()).toMatchObject({ state: 'complete', isCutShort: false });
});

test('the store is away when a recording ends: it is kept, and stored later', async ({ context }) => {
  const call = await enterCall(context);
  await record(call);
  const bringBack = await keepAway('versitygw');
  await stop(call);
  await expect.poll(() => logOf('recorder'), { timeout: 60_000 }).toMatch(/store|upload/i);
  expect(await call.state()).toBe('ending');
  // What is being stored is in nobody's way.
  await record(call);
  await stop(call);
  await bringBack();
  await expectSettled(call);
  const all = await db.recording.findMany({ where: { roomId: call.room.id }, select: { state: true } });
  expect(all).toEqual([{ state: 'complete' }, { state: 'complete' }]);
});

test('the web servers are killed between the order to stop and the end', async ({ context }) => {
  const call = await enterCall(context);
  await record(call);
  await stop(call);
  await Promise.all([crash('web-1'), crash('web-2')]);
  await expectSettled(call);
  expect(await call.newest()).toMatchObject({ state: 'complete', isCutShort: false });
});

test('the meeting ends while its recording starts', async ({ context }) => {
  const call = await enterCall(context);
  expect(await call.ask('rooms.startRecording')).toBe(200);
  expect(await call.ask('rooms.end')).toBe(200);
  await expectSettled(call);
  expect((await call.newest())?.state).toMatch(/failed|complete/);
});

test('all of LiveKit is killed: the call comes back, and its recording goes on', async ({ context }) => {
  const call = await enterCall(context);
  const recording = await record(call);
  const stays = async () => await db.attendance.count({ where: { userId: call.host.id } });
  expect(await stays()).toBe(1);
  await Promise.all([crash('livekit-1'), crash('livekit-2')]);
  await expect.poll(stays, { message: 'the host is back', timeout: 60_000 }).toBe(2);
  expect(await call.newest()).toMatchObject({ id: recording?.id, state: 'active' });
  await stop(call);
  await expectSettled(call);
  expect(await call.newest()).toMatchObject({ state: 'complete', isCutShort: false });
});
