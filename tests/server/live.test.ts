import type { Redis } from 'ioredis';
import { v7 as uuid } from 'uuid';
import { describe, expect, test, vi } from 'vitest';
import { db } from '@/server/db';
import { AppError } from '@/server/errors';
import { redis } from '@/server/redis';
import { browserOf, expectRefusal, guestIn, openStream, sandbox } from './harness';
import { ownersDb } from './ownersDb';

const people = async (room: Parameters<typeof sandbox>[0] = {}) => {
  const box = await sandbox(room);
  const [host, colleague] = [await browserOf(box.host), await browserOf(box.colleague)];
  const say = async (by: typeof host, body: string, to?: { id: string; isGuest: boolean }) =>
    await by.api.chat.send({ roomId: box.room.id, id: uuid(), body, to });
  return { ...box, roomId: box.room.id, hostTab: host, tab: colleague, say };
};

const expectEnded = async (stream: Awaited<ReturnType<typeof openStream>>) => {
  await stream.ended;
  expect(stream.state.error).toBeInstanceOf(AppError);
  expect((stream.state.error as AppError).appCode).toBe('NOT_FOUND');
};

describe('a stream', () => {
  test('carries each message and each change of it once', async () => {
    const { roomId, hostTab, tab, say } = await people();
    const stream = await openStream(tab, roomId);
    const { id: messageId } = await say(hostTab, 'hello');
    await hostTab.api.chat.edit({ roomId, messageId, body: 'hello!' });
    await tab.api.chat.react({ roomId, messageId, emoji: '👋', isOn: true });
    await hostTab.api.chat.remove({ roomId, messageId });
    await expect.poll(() => stream.messages().length).toBe(4);
    expect(stream.messages().map(({ id, body }) => [id, body])).toEqual([
      [messageId, 'hello'],
      [messageId, 'hello!'],
      [messageId, 'hello!'],
      [messageId, ''],
    ]);
    await stream.close();
  });

  test('goes on after a cut with what was missed, messages, edits and deletions, as they stand', async () => {
    const { roomId, hostTab, tab, say } = await people();
    const [kept, doomed] = [await say(hostTab, 'kept'), await say(hostTab, 'doomed')];
    const before = await openStream(tab, roomId);
    await before.close();
    // Older than the overlap, so that it can only come back for having been changed.
    const past = new Date(Date.now() - 60_000);
    // The owner of the tables alone gets past the trigger that notes the change.
    const owner = ownersDb();
    await owner.$transaction([
      owner.$executeRaw`SET LOCAL session_replication_role = replica`,
      owner.message.updateMany({ where: { roomId }, data: { changedAt: past } }),
    ]);
    await owner.$disconnect();
    for (let n = 0; n < 10; n += 1) await say(hostTab, `missed ${n}`);
    await hostTab.api.chat.edit({ roomId, messageId: kept.id, body: 'edited' });
    await hostTab.api.chat.remove({ roomId, messageId: doomed.id });
    const after = await openStream(tab, roomId, before.state.lastEventId);
    const got = after.messages();
    expect(got.filter(({ body }) => body.startsWith('missed')).map(({ body }) => body)).toEqual(
      Array.from({ length: 10 }, (_, n) => `missed ${n}`),
    );
    expect(got.find(({ id }) => id === kept.id)).toMatchObject({ body: 'edited' });
    expect(got.find(({ id }) => id === doomed.id)?.deletedAt).not.toBeNull();
    expect(got).toHaveLength(12);
    await after.close();
  });

  test('says that history has to be fetched anew where too much was missed', async () => {
    const { roomId, tenant, host, tab } = await people();
    const before = await openStream(tab, roomId);
    await before.close();
    const author = { authorId: host.id, authorIsGuest: false, authorName: host.name };
    await db().message.createMany({
      data: Array.from({ length: 501 }, () => ({
        id: uuid(),
        tenantId: tenant.id,
        roomId,
        ...author,
        body: 'x',
      })),
    });
    const after = await openStream(tab, roomId, before.state.lastEventId);
    expect(after.messages()).toEqual([]);
    expect(after.state.events).toContainEqual({ type: 'changed', what: 'messages' });
    await after.close();
  });

  test('never carries a private message to a third person, the host among them', async () => {
    const { roomId, hostTab, tab, say } = await people();
    const guest = await guestIn(roomId, 'Kenji');
    const [ofHost, ofGuest] = [await openStream(hostTab, roomId), await openStream(guest, roomId)];
    await say(tab, 'psst', guest.person);
    await say(tab, 'to all');
    await expect.poll(() => ofHost.messages().length).toBe(1);
    await expect.poll(() => ofGuest.messages().length).toBe(2);
    expect(JSON.stringify(ofHost.state.events)).not.toContain('psst');
    expect(ofGuest.messages().map(({ body }) => body)).toEqual(['psst', 'to all']);
    const again = await openStream(hostTab, roomId, '0');
    expect(JSON.stringify(again.state.events)).not.toContain('psst');
    await Promise.all([ofHost, ofGuest, again].map(async ({ close }) => await close()));
  });

  test('carries what is said where nothing is kept, to whoever is there', async () => {
    const { roomId, hostTab, tab, say } = await people({ historyDays: 0 });
    const stream = await openStream(tab, roomId);
    await say(hostTab, 'now or never');
    await expect.poll(() => stream.messages().map(({ body }) => body)).toEqual(['now or never']);
    await stream.close();
  });

  test('carries what is sent again after whoever stored it died before telling of it', async () => {
    const { roomId, tenant, host, hostTab, tab, say } = await people();
    const stream = await openStream(tab, roomId);
    const id = uuid();
    const author = { authorId: host.id, authorIsGuest: false, authorName: host.name };
    await db().message.create({ data: { id, tenantId: tenant.id, roomId, ...author, body: 'stored' } });
    await hostTab.api.chat.send({ roomId, id, body: 'stored' });
    await say(hostTab, 'next');
    await expect.poll(() => stream.messages().map(({ body }) => body)).toEqual(['stored', 'next']);
    await stream.close();
  });

  test('says that the room, its meetings or its files changed', async () => {
    const { roomId, hostTab, tab } = await people();
    const stream = await openStream(tab, roomId);
    await hostTab.api.rooms.update({ roomId, name: 'Renamed' });
    await expect.poll(() => stream.state.events).toContainEqual({ type: 'changed', what: 'room' });
    expect(JSON.stringify(stream.state.events)).not.toContain('access');
    await stream.close();
  });

  test('ends when Redis is lost, and the next one has what was said meanwhile', async () => {
    const { roomId, hostTab, tab, say } = await people();
    const before = await openStream(tab, roomId);
    const { webmtgSubscriber: own } = globalThis as { webmtgSubscriber?: { connection: Redis } };
    await redis().client('KILL', 'ADDR', `127.0.0.1:${own?.connection.stream.localPort}`);
    await before.ended;
    expect((before.state.error as AppError).appCode).toBe('STREAM_LOST');
    await say(hostTab, 'meanwhile');
    const after = await openStream(tab, roomId, before.state.lastEventId);
    await say(hostTab, 'again');
    await expect.poll(() => after.messages().map(({ body }) => body)).toEqual(['meanwhile', 'again']);
    await after.close();
  });

  test.each([
    'nonsense',
    '-1',
    '1e99',
    '9'.repeat(30),
    '9007199254740991',
    '-9007199254740991',
    '9999999999999',
  ])('takes %s for a last event without harm', async (id) => {
    const { roomId, tab } = await people();
    const stream = await openStream(tab, roomId, id);
    expect(stream.state.error).toBeNull();
    await stream.close();
  });
});

describe('a stream ends at once', () => {
  test('for guests when the room takes none any more', async () => {
    const { roomId, hostTab, tab } = await people();
    const guest = await guestIn(roomId, 'Kenji');
    const [ofGuest, ofColleague] = [await openStream(guest, roomId), await openStream(tab, roomId)];
    await hostTab.api.rooms.update({ roomId, entry: 'members' });
    await expectEnded(ofGuest);
    expect(ofColleague.state.error).toBeNull();
    await expectRefusal(guest.api.rooms.live({ roomId }), 'NOT_FOUND');
    await ofColleague.close();
  });

  test('for everybody when the room is deleted', async () => {
    const { roomId, hostTab, tab } = await people();
    const stream = await openStream(tab, roomId);
    await hostTab.api.rooms.remove({ roomId });
    await expectEnded(stream);
  });

  test('for a session that is revoked', async () => {
    const { roomId, room, colleague, tab } = await people();
    await db().room.update({ where: { id: room.id }, data: { entry: 'members' } });
    const stream = await openStream(tab, roomId);
    const elsewhere = await browserOf(colleague);
    await elsewhere.api.auth.revokeOtherSessions();
    await expectEnded(stream);
  });
});

test('a tenant’s stream says that its rooms changed, and no other tenant’s', async () => {
  const [{ tenant, host }, other] = [await sandbox(), await sandbox()];
  const tab = await browserOf(host);
  const heard = vi.fn<(event: unknown) => void>();
  const abort = new AbortController();
  const stream = await tab.apiUntil(abort.signal).rooms.liveList({ tenant: tenant.slug });
  const listening = (async () => {
    for await (const event of stream) heard(event);
  })();
  await expect.poll(() => heard.mock.calls).toEqual([[{ type: 'open' }]]);
  const { api: otherApi } = await browserOf(other.host);
  await otherApi.rooms.create({ tenant: other.tenant.slug, name: 'Elsewhere' });
  await tab.api.rooms.create({ tenant: tenant.slug, name: 'Here' });
  await expect.poll(() => heard.mock.calls.length).toBe(2);
  expect(heard).toHaveBeenLastCalledWith({ type: 'changed', what: 'rooms' });
  abort.abort();
  await listening;
});
