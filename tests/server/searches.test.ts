import { randomUUID } from 'node:crypto';
import type { AnyProcedure } from '@trpc/server';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { makeUser } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { appRouter } from '@/server/router';
import { browserOf, expectFieldError, sandbox } from './harness';

const ADDRESS = `operator-${randomUUID()}@webmtg.example`;
process.env['WEBMTG_OPERATORS'] = ADDRESS;

const searcher = async () => {
  const box = await sandbox();
  const { api } = await browserOf(box.owner);
  return { ...box, api, slug: box.tenant.slug, roomId: box.room.id };
};
type Searcher = Awaited<ReturnType<typeof searcher>>;

const operator = async () => {
  const data = { email: ADDRESS, name: 'Root', emailVerified: new Date() };
  const user = await db().user.upsert({ where: { email: ADDRESS }, create: data, update: {} });
  return (await browserOf(user)).api.auth.operator;
};

/** Every text that is searched for: a procedure, and the field of its input. */
const SEARCHES: Record<string, (who: Searcher, text: string) => Promise<{ items: unknown[] }>> = {
  'rooms.list search': async ({ api, slug: tenant }, search) => await api.rooms.list({ tenant, search }),
  'auth.members.list search': async ({ api, slug: tenant }, search) =>
    await api.auth.members.list({ tenant, search }),
  'auth.audit.list search': async ({ api, slug: tenant }, search) =>
    await api.auth.audit.list({ tenant, search }),
  'auth.audit.list targetId': async ({ api, slug: tenant }, targetId) =>
    await api.auth.audit.list({ tenant, targetId }),
  'auth.operator.list search': async (_who, search) => await (await operator()).list({ search }),
  'chat.search query': async ({ api, roomId }, query) => await api.chat.search({ roomId, query }),
  'storage.list search': async ({ api, slug: tenant }, search) => await api.storage.list({ tenant, search }),
  'storage.listRoom search': async ({ api, roomId }, search) =>
    await api.storage.listRoom({ roomId, search }),
  'storage.recordings.list search': async ({ api, slug: tenant }, search) =>
    await api.storage.recordings.list({ tenant, search }),
  'storage.recordings.listRoom search': async ({ api, roomId }, search) =>
    await api.storage.recordings.listRoom({ roomId, search }),
};

const fieldsOf = (procedure: AnyProcedure) =>
  (procedure._def as unknown as { inputs: unknown[] }).inputs.flatMap((input) =>
    input instanceof z.ZodObject ? Object.keys(input.shape) : [],
  );

test('every search is among these', () => {
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);
  const found = procedures.flatMap(([path, procedure]) =>
    fieldsOf(procedure)
      .filter((field) => ['search', 'query', 'targetId'].includes(field))
      .map((field) => `${path} ${field}`),
  );
  expect(found.toSorted()).toEqual(Object.keys(SEARCHES).toSorted());
});

test.each(Object.entries(SEARCHES))('%s takes a zero byte for nothing', async (_name, search) => {
  const { items } = await search(await searcher(), `nobody is\u0000 called ${randomUUID()}`);
  expect(items).toEqual([]);
});

test.each(Object.entries(SEARCHES))('%s has an end', async (name, search) => {
  await expectFieldError(
    search(await searcher(), 'x'.repeat(1_000)),
    name.split(' ').at(-1) ?? '',
    'tooLong',
  );
});

test('what is searched for is found under the text that it leaves once cleaned', async () => {
  const who = await searcher();
  const { api, slug: tenant, roomId } = who;
  const owner = await makeUser(db(), { name: 'Aoi Morita' });
  await db().membership.create({ data: { tenantId: who.tenant.id, userId: owner.id, role: 'member' } });
  await api.rooms.update({ roomId, name: 'Room of Morita' });
  await api.chat.send({ roomId, id: uuid(), body: 'Where is Morita?' });
  const dirty = ' mori\u0000\u202eta ';
  expect((await api.rooms.list({ tenant, search: dirty })).items).toHaveLength(1);
  expect((await api.auth.members.list({ tenant, search: dirty })).items).toHaveLength(1);
  expect((await api.auth.audit.list({ tenant, search: dirty })).items).toHaveLength(1);
  expect((await api.auth.audit.list({ tenant, targetId: `${roomId}\u0000` })).items).toHaveLength(1);
  expect((await api.chat.search({ roomId, query: dirty })).items).toHaveLength(1);
  await expectFieldError(api.chat.search({ roomId, query: ' \u0000 ' }), 'query', 'required');
});
