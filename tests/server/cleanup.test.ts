import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { makeFile, makeRecording, makeRoom } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { isJobName, JOB_NAMES, runJob, type JobName } from '@/server/jobs';
import { beginMultipart, listMultiparts } from '@/server/multipart';
import { objectSize, putObject } from '@/server/objectStore';
import { listOpenRooms } from '@/server/livekit';
import { redis } from '@/server/redis';
import { browserOf, sandbox } from './harness';
import { recorded } from './recorded';
import { help } from '../../stack/help.mjs';

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY);

const run = async (name: JobName) => await runJob(name, { isDryRun: false });

/** A stored file of a room with its object, made when its id says. */
const stored = async (
  { tenant, room, host }: Awaited<ReturnType<typeof sandbox>>,
  fields: Parameters<typeof makeFile>[2] = {},
) => {
  const file = await makeFile(db(), { tenantId: tenant.id, roomId: room.id, ownerId: host.id }, fields);
  await putObject(file.id, Buffer.alloc(file.size, 1));
  return file;
};

const isThere = async ({ id }: { id: string }) => ({
  row: (await db().file.count({ where: { id } })) === 1,
  object: (await objectSize(id)) !== null,
});
const gone = { row: false, object: false };
const kept = { row: true, object: true };

const usedBy = async ({ tenant }: Awaited<ReturnType<typeof sandbox>>) =>
  (await db().tenant.findUniqueOrThrow({ where: { id: tenant.id } })).storageUsed;

const addMessage = async (
  { tenant, room, host }: Awaited<ReturnType<typeof sandbox>>,
  { createdAt = new Date() } = {},
) =>
  await db().message.create({
    data: {
      id: uuid(),
      tenantId: tenant.id,
      roomId: room.id,
      authorId: host.id,
      authorIsGuest: false,
      authorName: host.name,
      body: 'x',
      createdAt,
    },
  });

const multiparts = async () => {
  const found: string[] = [];
  for await (const page of listMultiparts()) found.push(...page.map(({ uploadId }) => uploadId));
  return found;
};

test('the jobs are named, and explained', () => {
  expect(JOB_NAMES.every(isJobName)).toBe(true);
  expect(isJobName('constructor')).toBe(false);
  const explained = [...(help['jobs'] ?? '').matchAll(/^ {2}([a-z][a-z-]+) {2,}/gm)].map(([, name]) => name);
  expect(new Set(explained)).toEqual(new Set(JOB_NAMES));
});

describe('files', () => {
  test('that nobody claimed in a day and those deleted thirty days ago go, and their bytes are given back', async () => {
    const box = await sandbox();
    const [unclaimed, fresh, deleted, undoable] = [
      await stored(box, { expiresAt: new Date(Date.now() - 1000) }),
      await stored(box, { expiresAt: new Date(Date.now() + DAY) }),
      await stored(box, { deletedAt: daysAgo(31) }),
      await stored(box, { deletedAt: daysAgo(29) }),
    ];
    const before = await usedBy(box);
    await Promise.all([run('files'), run('files')]);
    expect(await isThere(unclaimed)).toEqual(gone);
    expect(await isThere(deleted)).toEqual(gone);
    expect(await isThere(fresh)).toEqual(kept);
    expect(await isThere(undoable)).toEqual(kept);
    expect(await usedBy(box)).toBe(before - unclaimed.size - deleted.size);
  });
});

describe('messages', () => {
  test('go with their files once the room keeps them no longer; other rooms’ stay', async () => {
    const [short, long] = [await sandbox({ historyDays: 7 }), await sandbox()];
    const old = await addMessage(short, { createdAt: daysAgo(8) });
    const recent = await addMessage(short, { createdAt: daysAgo(6) });
    const elsewhere = await addMessage(long, { createdAt: daysAgo(400) });
    const file = await stored(short, { messageId: old.id });
    await run('messages');
    const ids = [old.id, recent.id, elsewhere.id];
    const left = await db().message.findMany({ where: { id: { in: ids } }, select: { id: true } });
    expect(left.map(({ id }) => id).toSorted()).toEqual([recent.id, elsewhere.id].toSorted());
    expect(await isThere(file)).toEqual(gone);
  });
});

describe('rooms', () => {
  test('deleted thirty days ago go with all that is in them', async () => {
    const box = await sandbox();
    const [doomed, undoable] = [
      await makeRoom(db(), { tenantId: box.tenant.id, hostId: box.host.id }, { deletedAt: daysAgo(31) }),
      await makeRoom(db(), { tenantId: box.tenant.id, hostId: box.host.id }, { deletedAt: daysAgo(29) }),
    ];
    const there = { ...box, room: doomed };
    const message = await addMessage(there);
    const file = await stored(there, { messageId: message.id });
    await run('rooms');
    expect(await db().room.findMany({ where: { id: { in: [doomed.id, undoable.id] } } })).toHaveLength(1);
    expect(await db().message.count({ where: { id: message.id } })).toBe(0);
    expect(await isThere(file)).toEqual(gone);
    expect(await db().room.count({ where: { id: box.room.id } })).toBe(1);
  });
});

describe('recordings', () => {
  const whatIsLeft = async ({ id }: { id: string }) => ({
    recording: (await db().recording.count({ where: { id } })) === 1,
    file: (await db().file.count({ where: { id } })) === 1,
    object: (await objectSize(`recordings/${id}.mp4`)) !== null,
    pictures: (await objectSize(`${id}.webp`)) !== null || (await objectSize(`${id}.sheet.webp`)) !== null,
  });
  const nothing = { recording: false, file: false, object: false, pictures: false };
  const all = { recording: true, file: true, object: true, pictures: true };

  const withPictures = async (...[box, fields]: Parameters<typeof recorded>) => {
    const made = await recorded(box, fields);
    for (const key of [`${made.id}.webp`, `${made.id}.sheet.webp`]) await putObject(key, Buffer.from('x'));
    return made;
  };

  test('go once their tenant keeps them no longer, with all that is of them, and give their bytes back', async () => {
    const [box, other] = [await sandbox(), await sandbox()];
    await db().tenant.update({ where: { id: box.tenant.id }, data: { recordingDays: 30 } });
    const [old, young, elsewhere] = [
      await withPictures(box, { endedAt: daysAgo(31) }),
      await withPictures(box, { endedAt: daysAgo(29) }),
      await withPictures(other, { endedAt: daysAgo(400) }),
    ];
    const place = { tenantId: box.tenant.id, roomId: box.room.id };
    const requestedAt = daysAgo(31);
    const [failed, moving] = [
      await db().recording.create({ data: { ...place, name: 'F', state: 'failed', requestedAt } }),
      await db().recording.create({ data: { ...place, name: 'M', state: 'ending', requestedAt } }),
    ];
    const audio = await makeFile(db(), { ...place, ownerId: box.host.id }, { size: 7 });
    await db().file.update({
      where: { id: audio.id },
      data: { purpose: 'recording', recordingId: old.id, rendition: 'audio' },
    });
    await putObject(audio.id, Buffer.alloc(7));
    const before = await usedBy(box);
    expect((await runJob('retention', { isDryRun: true }))['oldRecordings']).toBeGreaterThanOrEqual(2);
    expect(await whatIsLeft(old)).toEqual(all);
    await Promise.all([run('retention'), run('retention')]);
    expect(await whatIsLeft(old)).toEqual(nothing);
    expect(await isThere(audio)).toEqual(gone);
    expect(await whatIsLeft(young)).toEqual(all);
    expect(await whatIsLeft(elsewhere)).toEqual(all);
    expect(await db().recording.count({ where: { id: failed.id } })).toBe(0);
    expect(await db().recording.count({ where: { id: moving.id } })).toBe(1);
    expect(await usedBy(box)).toBe(before - 10 - 7);
  });

  test('deleted thirty days ago go; those that can still be brought back stay', async () => {
    const box = await sandbox();
    const [old, undoable] = [
      await withPictures(box, { deletedAt: daysAgo(31) }),
      await withPictures(box, { deletedAt: daysAgo(29) }),
    ];
    await run('retention');
    expect(await whatIsLeft(old)).toEqual(nothing);
    expect(await whatIsLeft(undoable)).toEqual(all);
  });

  test('go with their room', async () => {
    const box = await sandbox({ deletedAt: daysAgo(31) });
    const made = await withPictures(box);
    await run('rooms');
    expect(await whatIsLeft(made)).toEqual(nothing);
    expect(await usedBy(box)).toBe(0);
  });

  test('keep what they have in the store, file or none; what nobody made goes, and what is lost is told', async () => {
    const box = await sandbox();
    const place = { tenantId: box.tenant.id, roomId: box.room.id };
    const whole = await withPictures(box, { id: uuid({ msecs: Date.now() - 3 * DAY }) });
    const unclaimed = await db().recording.create({
      data: { ...place, id: uuid({ msecs: Date.now() - 3 * DAY }), name: 'L', state: 'lost' },
    });
    const nobodys = uuid({ msecs: Date.now() - 3 * DAY });
    for (const id of [unclaimed.id, nobodys]) await putObject(`recordings/${id}.mp4`, Buffer.from('x'));
    const [lost, young] = [await makeRecording(db(), place), await makeRecording(db(), place)];
    await db().file.updateMany({
      where: { id: { in: [whole.id, lost.id] } },
      data: { createdAt: daysAgo(2) },
    });
    const [stale, running] = [
      await beginMultipart(`recordings/${nobodys}.mp4`),
      await beginMultipart(`recordings/${unclaimed.id}.mp4`),
    ];
    await run('store');
    expect(await whatIsLeft(whole)).toEqual(all);
    expect(await objectSize(`recordings/${unclaimed.id}.mp4`)).toBe(1);
    expect(await objectSize(`recordings/${nobodys}.mp4`)).toBeNull();
    expect(
      await db().recording.findUnique({ where: { id: lost.id }, include: { files: true } }),
    ).toMatchObject({ state: 'failed', failure: 'fileMissing', files: [] });
    expect((await whatIsLeft(young)).file).toBe(true);
    const left = await multiparts();
    expect(left).toContain(running);
    expect(left).not.toContain(stale);
  });
});

describe('the store', () => {
  test('is rid of objects and uploads that nobody knows, once they are a day old', async () => {
    const box = await sandbox();
    const file = await stored(box);
    const [old, young] = [uuid({ msecs: Date.now() - 2 * DAY }), uuid()];
    for (const key of [old, `${old}.webp`, young]) await putObject(key, Buffer.from('x'));
    const [stale, running] = [await beginMultipart(old), await beginMultipart(young)];
    await run('store');
    expect(await objectSize(old)).toBeNull();
    expect(await objectSize(`${old}.webp`)).toBeNull();
    expect(await objectSize(young)).toBe(1);
    expect(await isThere(file)).toEqual(kept);
    const left = await multiparts();
    expect(left).toContain(running);
    expect(left).not.toContain(stale);
  });

  test('takes rows with it whose object is gone, and gives their bytes back', async () => {
    const box = await sandbox();
    const owner = { tenantId: box.tenant.id, roomId: box.room.id, ownerId: box.host.id };
    const [lost, young] = [await makeFile(db(), owner), await makeFile(db(), owner)];
    await db().file.update({ where: { id: lost.id }, data: { createdAt: daysAgo(2) } });
    await run('store');
    expect((await isThere(lost)).row).toBe(false);
    expect((await isThere(young)).row).toBe(true);
    expect(await usedBy(box)).toBe(young.size);
  });

  test('mends a usage that is not the sum of the files', async () => {
    const box = await sandbox();
    const file = await stored(box);
    await db().tenant.update({ where: { id: box.tenant.id }, data: { storageUsed: 1 } });
    await run('store');
    expect(await usedBy(box)).toBe(file.size);
  });

  test('is left as it is by a dry run, which counts all the same', async () => {
    const key = uuid({ msecs: Date.now() - 2 * DAY });
    await putObject(key, Buffer.from('x'));
    const counted = await runJob('store', { isDryRun: true });
    expect(counted['orphanedObjects']).toBeGreaterThan(0);
  });
});

describe('meetings', () => {
  test('that LiveKit no longer knows are closed, with everybody’s stay', async () => {
    const { tenant, room, host } = await sandbox();
    const startedAt = new Date(Date.now() - 10 * 60_000);
    const meeting = await db().meeting.create({
      data: { tenantId: tenant.id, roomId: room.id, livekitSid: `RM_${randomUUID()}`, startedAt },
    });
    const stay = { tenantId: tenant.id, meetingId: meeting.id, userId: host.id, name: host.name };
    await db().attendance.create({
      data: { ...stay, livekitSid: `PA_${randomUUID()}`, joinedAt: startedAt },
    });
    const find = async () =>
      await db().meeting.findUniqueOrThrow({ where: { id: meeting.id }, include: { attendances: true } });
    // LiveKit may be on its way back, and its people with it.
    await run('meetings');
    expect((await find()).endedAt).toBeNull();
    await redis().set(`lost-meeting:${meeting.id}`, Date.now() - 3 * 60_000);
    await run('meetings');
    const after = await find();
    expect(after.endedAt).not.toBeNull();
    expect(after.attendances[0]?.leftAt).toEqual(after.endedAt);
  });

  test('that run go on', async () => {
    const { tenant, room, host } = await sandbox();
    const { api } = await browserOf(host);
    await api.rooms.join({ roomId: room.id, tabId: 'tab-00000001' });
    const open = (await listOpenRooms()).find(({ name }) => name === room.id);
    const startedAt = new Date(Date.now() - 10 * 60_000);
    const meeting = await db().meeting.create({
      data: { tenantId: tenant.id, roomId: room.id, livekitSid: open?.sid ?? '', startedAt },
    });
    await run('meetings');
    expect((await db().meeting.findUnique({ where: { id: meeting.id } }))?.endedAt).toBeNull();
  });
});

test('by hand a dry run tells for each job what it would remove; an unknown job is told apart', async () => {
  const command = promisify(execFile);
  const type = async (...words: string[]) =>
    await command(process.execPath, ['stack/main.mjs', 'jobs', ...words]).catch(
      (error: unknown) => error as { stdout: string; stderr: string },
    );
  const { stdout } = await type('cleanup', '--dry-run');
  for (const name of JOB_NAMES)
    expect(stdout).toMatch(new RegExp(`^ {2}${name} +would remove: \\w+ \\d+`, 'm'));
  expect((await type('nonsense')).stderr).toContain('There is no job "nonsense"');
});
