import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { runJob } from '@/server/jobs';
import { objectSize, putObject } from '@/server/objectStore';
import { requestPreview } from '@/server/storage/requestTranscode';
import { runTranscode } from '@/server/storage/runTranscode';
import { makeWorkFolder, removeWorkFolder, sweepWorkFolders } from '@/server/storage/workFolders';
import { ffprobe, film } from './footage';
import { browserOf, expectRefusal, sandbox, sessionCookie } from './harness';
import { getFile } from './getFile';
import { recorded } from './recorded';

type Kind = 'audio' | 'small' | 'preview';

/** Long enough for what a busy machine makes of six seconds. */
const PATIENCE = { timeout: 45_000, interval: 250 };

let footage: Buffer;
beforeAll(async () => {
  footage = await film(6);
}, 60_000);

const ready = async (fields: Parameters<typeof recorded>[1] = {}, bytes: Uint8Array = footage) => {
  const box = await sandbox();
  const made = await recorded(box, { name: 'Monday', duration: 6, ...fields }, bytes);
  const { api } = await browserOf(box.host);
  const { cookie } = await sessionCookie(box.colleague.id);
  return { ...box, made, recordingId: made.id, api: api.storage.recordings, cookie };
};
type Ready = Awaited<ReturnType<typeof ready>>;

const rowOf = async ({ recordingId }: { recordingId: string }, kind: Kind) =>
  await db().transcode.findUniqueOrThrow({ where: { recordingId_kind: { recordingId, kind } } });

/** Waits for the running server to end a transcode. */
const ended = async (box: { recordingId: string }, kind: Kind) => {
  await expect
    .poll(async () => (await rowOf(box, kind)).state, PATIENCE)
    .toMatch(/^(?:done|failed|cancelled)$/);
  return await rowOf(box, kind);
};

const usedBy = async ({ tenant }: Ready) =>
  (await db().tenant.findUniqueOrThrow({ where: { id: tenant.id } })).storageUsed;

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** A transcode that only this process knows of. */
const own = async ({ tenant, recordingId }: Ready, kind: Kind, fields: object = {}) =>
  await db().transcode.create({ data: { tenantId: tenant.id, recordingId, kind, ...fields } });

const workFolders = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`webmtg-transcode-${process.pid}-`));

const intact = async ({ recordingId, made }: Ready) => {
  const file = await db().file.findUniqueOrThrow({ where: { id: recordingId } });
  const recording = await db().recording.findUniqueOrThrow({ where: { id: recordingId } });
  expect([recording.state, file.size]).toEqual(['complete', await objectSize(`recordings/${made.id}.mp4`)]);
};

describe('of a recording is made, and counted,', () => {
  test('its sound alone, as it is', async () => {
    const box = await ready();
    const before = await usedBy(box);
    await box.api.transcode({ recordingId: box.recordingId, kind: 'audio' });
    await box.api.transcode({ recordingId: box.recordingId, kind: 'audio' });
    const row = await ended(box, 'audio');
    expect(row).toMatchObject({ state: 'done', progress: 1, failure: null });
    const { files, transcodes } = await box.api.get({ recordingId: box.recordingId });
    expect(transcodes).toEqual([{ kind: 'audio', state: 'done', progress: 1, failure: null }]);
    expect(files.audio).toMatchObject({ id: row.fileId, type: 'audio/mp4' });
    const answer = await getFile(box.cookie, files.audio?.id ?? '', { query: '?download' });
    expect(answer.headers.get('content-disposition')).toContain('filename="Monday.m4a"');
    const sound = await bytesOf(answer);
    expect(sound).toHaveLength(files.audio?.size ?? 0);
    const { seconds, streams } = await ffprobe(sound);
    expect(streams).toEqual(['aac']);
    expect(Math.abs(seconds - 6)).toBeLessThan(0.2);
    expect(await usedBy(box)).toBe(before + sound.length);
  }, 60_000);

  test('a small picture for slow lines', async () => {
    const box = await ready({}, await film(3, { size: '800x600' }));
    await box.api.transcode({ recordingId: box.recordingId, kind: 'small' });
    expect((await ended(box, 'small')).failure).toBeNull();
    const { files } = await box.api.get({ recordingId: box.recordingId });
    const answer = await getFile(box.cookie, files.small?.id ?? '', { query: '?download' });
    expect(answer.headers.get('content-disposition')).toContain('filename="Monday (360p).mp4"');
    const { seconds, streams } = await ffprobe(await bytesOf(answer));
    expect(streams).toEqual(['h264 640x360', 'aac']);
    expect(Math.abs(seconds - 3)).toBeLessThan(0.2);
    await intact(box);
  }, 60_000);

  test('a poster that is not black, and a sheet of small pictures, one a second', async () => {
    const box = await ready({ duration: 99 });
    await requestPreview(box.recordingId);
    expect((await ended(box, 'preview')).failure).toBeNull();
    const player = await box.api.get({ recordingId: box.recordingId });
    expect(player.hasPoster).toBe(true);
    expect(player.preview).toEqual({ count: 6, seconds: 1 });
    expect(player.duration).toBeCloseTo(6, 0);
    const poster = sharp(await bytesOf(await getFile(box.cookie, box.recordingId, { query: '?thumbnail' })));
    expect(await poster.metadata()).toMatchObject({ format: 'webp', width: 640, height: 360 });
    const light = async (picture: Sharp) => (await picture.greyscale().stats()).channels[0]?.mean ?? 0;
    expect(await light(poster)).toBeGreaterThan(50);
    const sheet = await bytesOf(await getFile(box.cookie, box.recordingId, { query: '?sheet' }));
    expect(await sharp(sheet).metadata()).toMatchObject({ format: 'webp', width: 1600, height: 90 });
    const cells = Array.from({ length: 6 }, async (_, index) => {
      const cell = { left: index * 160, top: 0, width: 160, height: 90 };
      return await light(sharp(await sharp(sheet).extract(cell).toBuffer()));
    });
    const [first = 255, ...rest] = await Promise.all(cells);
    expect(first).toBeLessThan(20);
    for (const mean of rest) expect(mean).toBeGreaterThan(50);
  }, 60_000);

  test('nothing of what isn’t there', async () => {
    const box = await ready({ isAudioOnly: true });
    const { api, recordingId } = box;
    await expectRefusal(api.transcode({ recordingId, kind: 'small' }), 'FILE_KIND_REFUSED');
    await requestPreview(recordingId);
    await requestPreview(randomUUID());
    const running = await db().recording.create({
      data: { tenantId: box.tenant.id, roomId: box.room.id, name: 'Now', state: 'active' },
    });
    await expectRefusal(api.transcode({ recordingId: running.id, kind: 'audio' }), 'RECORDING_UNFINISHED');
    expect(await db().transcode.count({ where: { tenantId: box.tenant.id } })).toBe(0);
  });
});

describe('what fails says why, leaves the original alone and can be asked for again:', () => {
  test('a file that is none', async () => {
    const box = await ready({}, Buffer.from('no film at all'));
    await box.api.transcode({ recordingId: box.recordingId, kind: 'small' });
    const row = await ended(box, 'small');
    expect(row.state).toBe('failed');
    expect(row.failure).toBe('The recording has no picture.');
    await intact(box);
    await putObject(`recordings/${box.recordingId}.mp4`, footage);
    await box.api.transcode({ recordingId: box.recordingId, kind: 'small' });
    expect(await ended(box, 'small')).toMatchObject({ state: 'done', failure: null });
  }, 60_000);

  test('a film without sound', async () => {
    const box = await ready({}, await film(2, { hasSound: false }));
    await runTranscode((await own(box, 'audio')).id);
    expect(await rowOf(box, 'audio')).toMatchObject({
      state: 'failed',
      failure: 'The recording has no sound.',
    });
  }, 60_000);

  test('an object that is gone', async () => {
    const box = await ready();
    await db().file.deleteMany({ where: { recordingId: box.recordingId } });
    await runTranscode((await own(box, 'audio')).id);
    expect((await rowOf(box, 'audio')).failure).toBe('The recording is not in the store.');
  });

  test('a quota that is used up', async () => {
    const box = await ready();
    await db().tenant.update({ where: { id: box.tenant.id }, data: { storageQuota: footage.length + 10 } });
    await runTranscode((await own(box, 'audio')).id);
    const row = await rowOf(box, 'audio');
    expect(row).toMatchObject({ state: 'failed', fileId: null });
    expect(row.failure).toBe('The storage of the organisation is full.');
    expect(await usedBy(box)).toBe(footage.length);
    expect(await db().file.count({ where: { recordingId: box.recordingId } })).toBe(1);
    await intact(box);
  }, 60_000);

  test('a server without ffmpeg', async () => {
    const box = await ready();
    const { FFMPEG_PATH } = env();
    const { id } = await own(box, 'audio');
    try {
      env().FFMPEG_PATH = '/nowhere/ffmpeg';
      await runTranscode(id);
    } finally {
      env().FFMPEG_PATH = FFMPEG_PATH;
    }
    expect(await rowOf(box, 'audio')).toMatchObject({
      state: 'failed',
      failure: 'ffmpeg is not installed on the server.',
    });
    expect(await workFolders()).toEqual([]);
  });
});

describe('what nobody wants any more', () => {
  let long: Buffer;
  beforeAll(async () => {
    long = await film(120, { size: '1280x720' });
  }, 120_000);

  const underWay = async () => {
    const box = await ready({ duration: 120 }, long);
    const { id } = await own(box, 'small');
    const work = runTranscode(id);
    await expect.poll(async () => (await rowOf(box, 'small')).progress, PATIENCE).toBeGreaterThan(0);
    return { box, id, work };
  };

  test('ends where it is being made, and leaves nothing', async () => {
    const { box, work } = await underWay();
    await box.api.cancelTranscode({ recordingId: box.recordingId, kind: 'small' });
    await work;
    expect(await rowOf(box, 'small')).toMatchObject({ state: 'cancelled', fileId: null });
    expect(await db().file.count({ where: { recordingId: box.recordingId } })).toBe(1);
    expect(await usedBy(box)).toBe(long.length);
    expect(await workFolders()).toEqual([]);
    await intact(box);
    await putObject(`recordings/${box.recordingId}.mp4`, footage);
    await box.api.transcode({ recordingId: box.recordingId, kind: 'small' });
    expect((await ended(box, 'small')).state).toBe('done');
  }, 120_000);

  test('ends with its recording', async () => {
    const { box, id, work } = await underWay();
    await db().recording.delete({ where: { id: box.recordingId } });
    await work;
    expect(await db().transcode.count({ where: { id } })).toBe(0);
    expect(await workFolders()).toEqual([]);
  }, 120_000);

  test('is not begun', async () => {
    const box = await ready();
    const { id } = await own(box, 'audio');
    await box.api.cancelTranscode({ recordingId: box.recordingId, kind: 'audio' });
    await runTranscode(id);
    expect((await rowOf(box, 'audio')).state).toBe('cancelled');
  });
});

describe('the sweep', () => {
  const sweep = async () => await runJob('transcodes', { isDryRun: false });
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

  test('takes up again what a dead process left, and leaves what is alive', async () => {
    const [dead, alive, lost] = [await ready(), await ready(), await ready()];
    await own(dead, 'audio', { state: 'running', heartbeatAt: ago(61), progress: 0.5 });
    await own(alive, 'audio', { state: 'running', heartbeatAt: ago(40), progress: 0.5 });
    await own(lost, 'audio');
    await sweep();
    expect((await ended(dead, 'audio')).state).toBe('done');
    expect((await ended(lost, 'audio')).state).toBe('done');
    expect(await rowOf(alive, 'audio')).toMatchObject({ state: 'running', progress: 0.5 });
  }, 60_000);

  test('gives up what has not ended in a day', async () => {
    const box = await ready();
    const old = { state: 'running', heartbeatAt: ago(1), createdAt: ago(25 * 3600) };
    await own(box, 'audio', old);
    await sweep();
    expect(await rowOf(box, 'audio')).toMatchObject({
      state: 'failed',
      failure: 'It was not done within a day.',
    });
  });
});

test('what a process that was killed left at work is ended, and its folder removed', async () => {
  // A process that has ended: nobody has its number now.
  const { pid } = spawnSync(process.execPath, ['--version']);
  const folder = await mkdtemp(path.join(tmpdir(), `webmtg-transcode-${pid}-`));
  const input = ['-re', '-f', 'lavfi', '-i', 'testsrc=duration=120'];
  const left = spawn(env().FFMPEG_PATH, [...input, path.join(folder, 'out.mp4')], { stdio: 'ignore' });
  const exit = once(left, 'exit');
  const mine = await makeWorkFolder();
  await sweepWorkFolders();
  expect(await exit).toEqual([null, 'SIGKILL']);
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(mine)).toBe(true);
  await removeWorkFolder(mine);
});
