import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeMembership, makeTenant } from '../../prisma/factories.ts';
import { sealSecret } from '@/server/auth/secretBox';
import { db } from '@/server/db';
import { type Api, call, CASES, doors, guarded, type Ids, idsOf } from './accessCases';
import { browser, browserOf, expectRefusal, sandbox, sessionCookie } from './harness';

afterAll(() => void process.stdout.write(`${doors.tried} doors of procedures tried\n`));

/** The browser of somebody whom this tenant's own provider has signed in. */
const browserBy = async (user: { id: string }, tenant: { id: string }) =>
  await browser((await sessionCookie(user.id, { tenantId: tenant.id })).cookie);

const makeOnlyWay = async (tenant: { id: string }) => {
  const id = randomUUID();
  await db().identityProvider.create({
    data: {
      id,
      tenantId: tenant.id,
      name: 'Kumo ID',
      issuer: 'https://id.example',
      clientId: 'webmtg',
      ...sealSecret('x', `provider:${id}`),
      isEnabled: true,
      isOnlyWay: true,
    },
  });
};

describe.each(['owner', 'host'] as const)(
  "with a session by another tenant's provider, for the %s",
  (who) => {
    let api: Api;
    let ids: Ids;

    beforeAll(async () => {
      const [box, elsewhere] = [await sandbox({ entry: 'members' }), await makeTenant(db())];
      ids = await idsOf(box);
      await makeMembership(db(), { tenantId: elsewhere.id, userId: box[who].id }, 'owner');
      ({ api } = await browserBy(box[who], elsewhere));
    });

    test.each(guarded)('%s is NOT_FOUND', async (path, { input }) => {
      await expectRefusal(call(api, path, input?.(ids)), 'NOT_FOUND');
    });
  },
);

describe("with a session by the tenant's provider", () => {
  const ofAccount = Object.entries(CASES).filter(([, { access }]) => access === 'account');

  test.each(ofAccount)('%s is SCOPED_SESSION', async (path, { input }) => {
    const box = await sandbox();
    const { api } = await browserBy(box.owner, box.tenant);
    await expectRefusal(call(api, path, input?.(await idsOf(box))), 'SCOPED_SESSION');
  });

  test('everything of the tenant is as it would be with a password', async () => {
    const box = await sandbox();
    await makeOnlyWay(box.tenant);
    const { api } = await browserBy(box.host, box.tenant);
    const { items } = await api.rooms.list({ tenant: box.tenant.slug });
    expect(items.map(({ id }) => id)).toEqual([box.room.id]);
    expect((await api.rooms.update({ roomId: box.room.id, name: 'Mine' })).name).toBe('Mine');
  });
});

describe('where the provider is the only way, with a password', () => {
  let box: Awaited<ReturnType<typeof sandbox>>;
  let api: Api;
  let ids: Ids;

  beforeAll(async () => {
    box = await sandbox({ entry: 'members' });
    ids = await idsOf(box);
    await makeOnlyWay(box.tenant);
    ({ api } = await browserOf(box.host));
  });

  test.each(guarded.filter(([path]) => path !== 'rooms.restore'))(
    '%s is PROVIDER_REQUIRED',
    async (path, { input }) => {
      await expectRefusal(call(api, path, input?.(ids)), 'PROVIDER_REQUIRED');
    },
  );

  test('owners keep theirs', async () => {
    const owner = await browserOf(box.owner);
    expect((await owner.api.rooms.get({ roomId: box.room.id })).id).toBe(box.room.id);
  });
});
