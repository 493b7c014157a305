import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { exportChat } from '@/server/chat/exportChat';
import { createContext } from '@/server/context';
import {
  browserOf,
  expectFieldError,
  expectRefusal,
  guestIn,
  openStream,
  sandbox,
  sessionCookie,
} from './harness';

type Api = Awaited<ReturnType<typeof browserOf>>['api'];
type Message = Omit<Parameters<Api['chat']['send']>[0], 'roomId' | 'id'>;

const say = async (api: Api, roomId: string, message: string | Message) =>
  await api.chat.send({
    roomId,
    id: uuid(),
    ...(typeof message === 'string' ? { body: message } : message),
  });

const bodies = async (api: Api, roomId: string) =>
  (await api.chat.list({ roomId })).items.map(({ body }) => body);

/** A room with its host and a colleague at their browsers. */
const conversation = async (room: Parameters<typeof sandbox>[0] = {}) => {
  const box = await sandbox(room);
  const [host, colleague] = [await browserOf(box.host), await browserOf(box.colleague)];
  return { ...box, roomId: box.room.id, hostApi: host.api, api: colleague.api };
};

describe('a message', () => {
  test('is there for everyone in the room, in the order that the server took them in', async () => {
    const { roomId, api, hostApi, colleague } = await conversation();
    await say(api, roomId, 'first\n  second line');
    await say(hostApi, roomId, '二つ目');
    expect(await bodies(hostApi, roomId)).toEqual(['first\n  second line', '二つ目']);
    const [message] = (await api.chat.list({ roomId })).items;
    expect(message).toMatchObject({ authorId: colleague.id, authorName: colleague.name, recipientId: null });
  });

  test('is posted once however often it is sent', async () => {
    const { roomId, api } = await conversation();
    const message = { roomId, id: uuid(), body: 'once' };
    const sent = await Promise.all([1, 2, 3].map(async () => await api.chat.send(message)));
    expect(new Set(sent.map(({ position }) => position)).size).toBe(1);
    expect(await bodies(api, roomId)).toEqual(['once']);
  });

  test('can take neither the id of somebody else’s nor one of another room', async () => {
    const { roomId, api, hostApi, host } = await conversation();
    const other = await sandbox();
    const { api: otherApi } = await browserOf(other.host);
    const { id } = await say(hostApi, roomId, 'mine');
    await expectRefusal(api.chat.send({ roomId, id, body: 'theirs' }), 'NOT_FOUND');
    await expectRefusal(otherApi.chat.send({ roomId: other.room.id, id, body: 'theirs' }), 'NOT_FOUND');
    expect((await api.chat.list({ roomId })).items).toMatchObject([{ body: 'mine', authorId: host.id }]);
    expect(await bodies(otherApi, other.room.id)).toEqual([]);
  });

  test('is refused where it is empty or too long, in words of the field', async () => {
    const { roomId, api } = await conversation();
    await expectFieldError(say(api, roomId, ' \n '), 'body', 'required');
    await expectFieldError(say(api, roomId, 'x'.repeat(4_001)), 'body', 'tooLong');
    await expectFieldError(say(api, roomId, '😀'.repeat(10_000)), 'body', 'tooLong');
    await expectFieldError(
      say(api, roomId, { body: 'x', fileIds: Array(21).fill(randomUUID()) }),
      'fileIds',
      'tooManyFiles',
    );
    expect(await bodies(api, roomId)).toEqual([]);
  });

  test('keeps emoji and markup as written, and loses overrides of direction and NUL', async () => {
    const { roomId, api } = await conversation();
    const family = '👨‍👩‍👧‍👦'.repeat(100);
    await say(api, roomId, family);
    await say(api, roomId, '<img src=x onerror=alert(1)> \u202egnp.exe\u0000 \u2066x\u2069');
    expect(await bodies(api, roomId)).toEqual([family, '<img src=x onerror=alert(1)> gnp.exe x']);
  });

  test('is edited and deleted by its author; the host deletes any and edits none', async () => {
    const { roomId, api, hostApi } = await conversation();
    const mine = await say(api, roomId, 'mine');
    const theirs = await say(hostApi, roomId, 'theirs');
    const edited = await api.chat.edit({ roomId, messageId: mine.id, body: 'mended' });
    expect(edited).toMatchObject({ body: 'mended', position: mine.position });
    expect(edited.editedAt).not.toBeNull();
    await expectRefusal(api.chat.edit({ roomId, messageId: theirs.id, body: 'x' }), 'NOT_FOUND');
    await expectRefusal(hostApi.chat.edit({ roomId, messageId: mine.id, body: 'x' }), 'NOT_FOUND');
    await expectRefusal(api.chat.remove({ roomId, messageId: theirs.id }), 'NOT_FOUND');
    const removed = await hostApi.chat.remove({ roomId, messageId: mine.id });
    expect(removed).toMatchObject({ body: '', position: mine.position });
    expect(removed.deletedAt).not.toBeNull();
    await expectRefusal(api.chat.edit({ roomId, messageId: mine.id, body: 'back' }), 'NOT_FOUND');
    expect(JSON.stringify(await db().message.findUnique({ where: { id: mine.id } }))).not.toContain('mended');
  });

  test('carries reactions, one of a kind from each person', async () => {
    const { roomId, api, hostApi, host, colleague } = await conversation();
    const { id: messageId } = await say(api, roomId, 'nice');
    const react = async (by: Api, emoji: string, isOn = true) =>
      await by.chat.react({ roomId, messageId, emoji, isOn });
    await react(api, '👍');
    await react(api, '👍');
    await react(hostApi, '👍');
    const { reactions } = await react(hostApi, '👩🏽‍💻');
    expect(reactions.map(({ emoji, personId }) => [emoji, personId])).toEqual([
      ['👍', colleague.id],
      ['👍', host.id],
      ['👩🏽‍💻', host.id],
    ]);
    expect((await react(api, '👍', false)).reactions).toHaveLength(2);
    await expectFieldError(react(api, '<b>'), 'emoji', 'invalid');
    await expectFieldError(react(api, '👍👍'), 'emoji', 'invalid');
  });

  test('takes twenty kinds of reactions and no more', async () => {
    const { roomId, api } = await conversation();
    const { id: messageId } = await say(api, roomId, 'nice');
    const emoji = Array.from('😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰😗😙😚🙂🤗🤩');
    for (const one of emoji.slice(0, 20)) await api.chat.react({ roomId, messageId, emoji: one, isOn: true });
    const last = { roomId, messageId, emoji: emoji[20] ?? '', isOn: true };
    await expectRefusal(api.chat.react(last), 'TOO_MANY_REACTIONS');
    await api.chat.react({ ...last, emoji: '😀' });
  });

  test('quotes what it answers, and shows that it was deleted since', async () => {
    const { roomId, api, hostApi } = await conversation();
    const question = await say(api, roomId, 'When?');
    const answer = await say(hostApi, roomId, { body: 'At nine', replyToId: question.id });
    expect(answer.replyTo).toMatchObject({ id: question.id, body: 'When?', isDeleted: false });
    await api.chat.remove({ roomId, messageId: question.id });
    const after = (await api.chat.list({ roomId })).items.at(-1);
    expect(after?.replyTo).toMatchObject({ body: '', isDeleted: true });
    await expectRefusal(say(hostApi, roomId, { body: 'x', replyToId: randomUUID() }), 'NOT_FOUND');
  });
});

describe('a private message', () => {
  test('is its two people’s alone, whatever the others’ roles', async () => {
    const { roomId, api, hostApi, host, colleague, owner } = await conversation();
    const guest = await guestIn(roomId, 'Kenji');
    const { api: ownerApi } = await browserOf(owner);
    const secret = await say(api, roomId, { body: 'psst 秘密', to: guest.person });
    expect(secret).toMatchObject({ recipientName: 'Kenji', recipientIsGuest: true });
    expect(await bodies(guest.api, roomId)).toEqual(['psst 秘密']);
    expect(await bodies(api, roomId)).toEqual(['psst 秘密']);
    for (const outsider of [hostApi, ownerApi]) {
      expect(await bodies(outsider, roomId)).toEqual([]);
      expect((await outsider.chat.search({ roomId, query: '秘密' })).items).toEqual([]);
      const target = { roomId, messageId: secret.id };
      await expectRefusal(outsider.chat.remove(target), 'NOT_FOUND');
      await expectRefusal(outsider.chat.react({ ...target, emoji: '👍', isOn: true }), 'NOT_FOUND');
      await expectRefusal(say(outsider, roomId, { body: 'x', replyToId: secret.id }), 'NOT_FOUND');
    }
    const answer = { body: 'yes?', replyToId: secret.id };
    await expectRefusal(say(guest.api, roomId, answer), 'REPLY_IS_PRIVATE');
    const other = { id: host.id, isGuest: false };
    await expectRefusal(say(guest.api, roomId, { ...answer, to: other }), 'REPLY_IS_PRIVATE');
    const back = { id: colleague.id, isGuest: false };
    expect(await say(guest.api, roomId, { ...answer, to: back })).toMatchObject({ body: 'yes?' });
  });

  test('goes to nobody who does not belong to the room', async () => {
    const { roomId, api } = await conversation();
    const stranger = await sandbox();
    const to = { id: stranger.owner.id, isGuest: false };
    await expectRefusal(say(api, roomId, { body: 'psst', to }), 'NOT_FOUND');
    await expectRefusal(
      say(api, roomId, { body: 'psst', to: { id: randomUUID(), isGuest: true } }),
      'NOT_FOUND',
    );
  });
});

describe('guests', () => {
  test('read what is said from the beginning of the meeting on, and nothing from before', async () => {
    const { roomId, tenant, api } = await conversation();
    await say(api, roomId, 'before');
    const meeting = { tenantId: tenant.id, roomId, livekitSid: randomUUID() };
    const [now] = await db().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    await db().meeting.create({ data: { ...meeting, startedAt: now?.now ?? new Date() } });
    await say(api, roomId, 'during');
    const guest = await guestIn(roomId, 'Kenji');
    await say(guest.api, roomId, 'hello');
    expect(await bodies(guest.api, roomId)).toEqual(['during', 'hello']);
    expect((await guest.api.chat.search({ roomId, query: 'before' })).items).toEqual([]);
    expect(await bodies(api, roomId)).toEqual(['before', 'during', 'hello']);
  });

  test('have no say before they were let in, nor once the room takes no guests', async () => {
    const { roomId, hostApi, api } = await conversation();
    const guest = await guestIn(roomId, 'Kenji');
    await say(guest.api, roomId, 'hello');
    await hostApi.rooms.update({ roomId, entry: 'members' });
    await expectRefusal(guest.api.chat.list({ roomId }), 'NOT_FOUND');
    await hostApi.rooms.update({ roomId, entry: 'open' });
    await expectRefusal(guest.api.chat.list({ roomId }), 'NOT_FOUND');
    await expectRefusal(say(guest.api, roomId, 'again'), 'NOT_FOUND');
    expect(await bodies(api, roomId)).toEqual(['hello']);
  });
});

describe('a room’s rules', () => {
  test('let hosts alone write where they say so', async () => {
    const { roomId, api, hostApi } = await conversation({ chatBy: 'hosts' });
    await expectRefusal(say(api, roomId, 'hello'), 'FORBIDDEN');
    await say(hostApi, roomId, 'quiet please');
    expect(await bodies(api, roomId)).toEqual(['quiet please']);
  });

  test('write nothing to disk where nothing is kept', async () => {
    const { roomId, api } = await conversation({ historyDays: 0 });
    const sent = await say(api, roomId, 'gone');
    expect(sent.body).toBe('gone');
    expect(await db().message.count({ where: { roomId } })).toBe(0);
    expect(await bodies(api, roomId)).toEqual([]);
    await expectRefusal(say(api, roomId, { body: 'x', fileIds: [randomUUID()] }), 'NO_HISTORY');
    await expectRefusal(say(api, roomId, { body: 'x', replyToId: sent.id }), 'NO_HISTORY');
  });

  test('let nobody send under the id of somebody else’s message, whether it is kept or not', async () => {
    const { roomId, api, hostApi, colleague } = await conversation({ historyDays: 0 });
    const stream = await openStream(await browserOf(colleague), roomId);
    const send = async (by: Api, id: string, body: string) => await by.chat.send({ roomId, id, body });
    const { id } = await say(hostApi, roomId, 'mine');
    await expectRefusal(send(api, id, 'theirs'), 'NOT_FOUND');
    const target = { roomId, messageId: id };
    await expectRefusal(api.chat.edit({ ...target, body: 'theirs' }), 'NOT_FOUND');
    await expectRefusal(api.chat.remove(target), 'NOT_FOUND');
    await hostApi.rooms.update({ roomId, historyDays: null });
    await expectRefusal(send(api, id, 'theirs'), 'NOT_FOUND');
    const kept = await say(hostApi, roomId, 'kept');
    await hostApi.rooms.update({ roomId, historyDays: 0 });
    await expectRefusal(send(api, kept.id, 'theirs'), 'NOT_FOUND');
    // What is told after all of that comes after it.
    await say(api, roomId, 'last');
    await expect.poll(() => stream.messages().at(-1)?.body).toBe('last');
    expect(stream.messages().map(({ body }) => body)).toEqual(['mine', 'kept', 'last']);
    await stream.close();
  });

  test('have everybody told once where nothing is kept, and a sender who asks again answered', async () => {
    const { roomId, api, hostApi, host } = await conversation({ historyDays: 0 });
    const stream = await openStream(await browserOf(host), roomId);
    const message = { roomId, id: uuid(), body: 'once' };
    const sent = await Promise.all([1, 2, 3].map(async () => await api.chat.send(message)));
    const again = await api.chat.send({ ...message, body: 'changed' });
    await say(hostApi, roomId, 'last');
    await expect.poll(() => stream.messages().at(-1)?.body).toBe('last');
    const [told, ...others] = stream.messages();
    expect(others).toHaveLength(1);
    expect(sent).toEqual([told, told, told]);
    expect(again.position).toBe(told?.position);
    expect(Object.keys(again).toSorted()).toEqual(Object.keys(told ?? {}).toSorted());
    await stream.close();
  });

  test('show no message older than the room keeps them', async () => {
    const { roomId, api } = await conversation({ historyDays: 7 });
    const { id } = await say(api, roomId, 'old');
    await say(api, roomId, 'new');
    await db().message.update({ where: { id }, data: { createdAt: new Date(Date.now() - 8 * 86_400_000) } });
    expect(await bodies(api, roomId)).toEqual(['new']);
  });
});

test('history is paged in both directions and around a message, without a gap or a repetition', async () => {
  const { roomId, tenant, api, host } = await conversation();
  const author = { authorId: host.id, authorIsGuest: false, authorName: host.name };
  for (let n = 0; n < 3; n += 1)
    await db().message.createMany({
      data: Array.from({ length: 60 }, (_, i) => ({
        id: uuid(),
        tenantId: tenant.id,
        roomId,
        ...author,
        body: String(n * 60 + i),
      })),
    });
  const numbers = (page: { items: { body: string }[] }) => page.items.map(({ body }) => Number(body));
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const newest = await api.chat.list({ roomId });
  expect(numbers(newest)).toEqual(range(130, 180));
  expect(newest).toMatchObject({ hasOlder: true, hasNewer: false });
  const older = await api.chat.list({ roomId, before: newest.items[0]?.position });
  expect(numbers(older)).toEqual(range(80, 130));
  const around = await api.chat.list({ roomId, around: older.items[0]?.position });
  expect(numbers(around)).toEqual(range(31, 131));
  expect(around).toMatchObject({ hasOlder: true, hasNewer: true });
  const last = await api.chat.list({ roomId, after: around.items.at(-1)?.position });
  expect(numbers(last)).toEqual(range(131, 180));
  expect(last.hasNewer).toBe(false);
});

test('search finds words of any script, of two characters and of one kanji, whatever their case or width', async () => {
  const { roomId, api } = await conversation();
  for (const body of ['定例会議は九時です', 'The ＡＰＩ review', 'ｶﾀｶﾅ', '100% done_well', 'unrelated'])
    await say(api, roomId, body);
  const find = async (query: string) =>
    (await api.chat.search({ roomId, query })).items.map(({ body }) => body);
  expect(await find('会議')).toEqual(['定例会議は九時です']);
  expect(await find('九')).toEqual(['定例会議は九時です']);
  expect(await find('議会')).toEqual([]);
  expect(await find('api')).toEqual(['The ＡＰＩ review']);
  expect(await find('カタカナ')).toEqual(['ｶﾀｶﾅ']);
  expect(await find('0% d')).toEqual(['100% done_well']);
  expect(await find('_')).toEqual(['100% done_well']);
  expect(await find('E')).toHaveLength(3);
});

test('fifty people who send at once lose and double nothing', async () => {
  const { roomId, api, hostApi } = await conversation({ maxParticipants: 100 });
  const sent = Array.from({ length: 50 }, (_, i) => ({ roomId, id: uuid(), body: `message ${i}` }));
  await Promise.all(sent.flatMap((one) => [one, one].map(async (message) => await api.chat.send(message))));
  const received = await bodies(hostApi, roomId);
  expect(received.toSorted()).toEqual(sent.map(({ body }) => body).toSorted());
});

test('what a sender is answered is what everyone reads', async () => {
  const { roomId, api, host } = await conversation();
  const question = await say(api, roomId, 'When?');
  const mention = { body: '@Aoi nine', replyToId: question.id, mentions: [host.id] };
  const sent = [question, await say(api, roomId, mention)];
  expect((await api.chat.list({ roomId })).items).toEqual(sent);
});

test('a host takes the history with them as text, and nobody else does', async () => {
  const { roomId, api, host, colleague } = await conversation({ name: '定例 / "A"' });
  await say(api, roomId, 'first\nsecond line');
  await say(api, roomId, { body: 'psst', to: { id: colleague.id, isGuest: false } });
  const ask = async (user: { id: string }) => {
    const { cookie } = await sessionCookie(user.id);
    const headers = new Headers({ cookie, 'x-webmtg-address': '192.0.2.1' });
    return await exportChat(await createContext(headers, new Headers()), roomId);
  };
  const response = await ask(host);
  expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''%E5%AE%9A%E4%BE%8B");
  const text = await response.text();
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z {2}.+: first\n {4}second line\n$/);
  expect((await ask(colleague)).status).toBe(403);
  expect((await ask((await sandbox()).owner)).status).toBe(404);
});
