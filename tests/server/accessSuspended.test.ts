import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { type Api, call, doors, guarded, type Ids, idsOf } from './accessCases';
import { browser, browserOf, expectRefusal, openStream, sandbox } from './harness';
import { recorded } from './recorded';

afterAll(() => void process.stdout.write(`${doors.tried} doors of procedures tried\n`));

/** What is there only in a room that was deleted. */
const ofDeletedRoom = new Set(['rooms.restore']);
const ofLiveRoom = guarded.filter(([path]) => !ofDeletedRoom.has(path));

const change = async (
  { tenant }: Awaited<ReturnType<typeof sandbox>>,
  data: { suspendedAt?: Date | null; deletedAt?: Date | null },
) => await db().tenant.update({ where: { id: tenant.id }, data });

describe.each(['owner', 'host'] as const)('in a suspended organisation, for its %s', (who) => {
  let api: Api;
  let ids: Ids;

  beforeAll(async () => {
    const box = await sandbox({ entry: 'members' });
    ids = await idsOf(box);
    ({ api } = await browserOf(box[who]));
    await change(box, { suspendedAt: new Date() });
  });

  // Files that nobody has sent yet are their owner's alone.
  const reachable = ofLiveRoom.filter(([, { access }]) => who === 'host' || access !== 'file file:cancel');

  test.each(reachable)('%s is TENANT_SUSPENDED', async (path, { input }) => {
    await expectRefusal(call(api, path, input?.(ids)), 'TENANT_SUSPENDED');
  });

  test('a deleted room is not brought back', async () => {
    await db().room.update({ where: { id: ids.roomId }, data: { deletedAt: new Date() } });
    await expectRefusal(api.rooms.restore({ roomId: ids.roomId }), 'TENANT_SUSPENDED');
  });
});

describe('in a deleted organisation, for its owner', () => {
  let api: Api;
  let ids: Ids;

  beforeAll(async () => {
    const box = await sandbox();
    ids = await idsOf(box);
    ({ api } = await browserOf(box.owner));
    await change(box, { deletedAt: new Date(), suspendedAt: new Date() });
  });

  test.each(guarded)('%s is NOT_FOUND', async (path, { input }) => {
    await expectRefusal(call(api, path, input?.(ids)), 'NOT_FOUND');
  });

  test('it is no longer among theirs', async () => {
    expect((await api.auth.me()).tenants).toEqual([]);
  });
});

describe('for somebody who was removed', () => {
  let api: Api;
  let ids: Ids;

  beforeAll(async () => {
    const box = await sandbox({ entry: 'members' });
    ids = await idsOf(box);
    ({ api } = await browserOf(box.host));
    const { members } = (await browserOf(box.admin)).api.auth;
    await members.remove({ tenant: box.tenant.slug, userId: box.host.id });
  });

  test.each(guarded)('%s is NOT_FOUND', async (path, { input }) => {
    await expectRefusal(call(api, path, input?.(ids)), 'NOT_FOUND');
  });
});

describe('without an account', () => {
  test.each(['open', 'members'] as const)('the link of a room that is %s says so', async (entry) => {
    const box = await sandbox({ entry });
    await change(box, { suspendedAt: new Date() });
    const { api } = await browser();
    await expectRefusal(api.rooms.byCode({ code: box.room.code }), 'TENANT_SUSPENDED');
    await change(box, { deletedAt: new Date() });
    await expectRefusal(api.rooms.byCode({ code: box.room.code }), 'NOT_FOUND');
  });

  test('nobody comes in by the link', async () => {
    const box = await sandbox();
    await change(box, { suspendedAt: new Date() });
    const { api } = await browser();
    const joining = api.rooms.join({ roomId: box.room.id, tabId: 'tab-00000001', name: 'Kim' });
    await expectRefusal(joining, 'TENANT_SUSPENDED');
  });

  test('a shared recording says so, and is shown to nobody who had opened it', async () => {
    const box = await sandbox();
    const { id: recordingId } = await recorded(box);
    const { api } = await browserOf(box.owner);
    const { path } = await api.storage.recordings.share({ recordingId, days: null, password: null });
    const token = path.slice('/s/'.length);
    const viewer = await browser();
    await viewer.api.storage.recordings.openShare({ token });
    viewer.keepCookies();
    await change(box, { suspendedAt: new Date() });
    await expectRefusal(viewer.api.storage.recordings.peekShare({ token }), 'TENANT_SUSPENDED');
    await expectRefusal(viewer.api.storage.recordings.openShare({ token }), 'TENANT_SUSPENDED');
    await expectRefusal(viewer.api.storage.recordings.sharedChat({ token }), 'TENANT_SUSPENDED');
    await change(box, { deletedAt: new Date() });
    await expectRefusal(viewer.api.storage.recordings.peekShare({ token }), 'NOT_FOUND');
  });
});

test('resumed, all is as it was', async () => {
  const box = await sandbox();
  await change(box, { suspendedAt: new Date() });
  await change(box, { suspendedAt: null });
  const stream = await openStream(await browserOf(box.host), box.room.id);
  expect(stream.state.error).toBeNull();
  await stream.close();
});
