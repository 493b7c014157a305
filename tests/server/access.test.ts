import { randomUUID } from 'node:crypto';
import type { AnyProcedure } from '@trpc/server';
import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { appRouter } from '@/server/router';
import type { Meta } from '@/server/trpc';
import { browser, browserOf, expectRefusal, sandbox } from './harness';

interface Case {
  access: Meta['access'];
  /** An input that passes its schema, so that only the right can be what is missing. */
  input?: (ids: { tenant: string; roomId: string; code: string }) => unknown;
}

const ofRoom = ({ roomId }: { roomId: string }) => ({ roomId });
const ofTenant = ({ tenant }: { tenant: string }) => ({ tenant });

/** Each procedure's right, pinned. A procedure that isn't here fails the test below. */
const CASES: Record<string, Case> = {
  'auth.register': { access: 'public' },
  'auth.requestPasswordReset': { access: 'public' },
  'auth.resetPassword': { access: 'public' },
  'auth.verifyEmail': { access: 'user' },
  'auth.resendVerification': { access: 'user' },
  'auth.me': { access: 'user' },
  'auth.updateProfile': { access: 'user' },
  'auth.sessions': { access: 'user' },
  'auth.revokeSession': { access: 'user' },
  'auth.revokeOtherSessions': { access: 'user' },
  'auth.signOutEverywhere': { access: 'user' },
  'auth.createTenant': { access: 'user' },
  'rooms.list': { access: 'tenant room:list', input: ofTenant },
  'rooms.create': { access: 'tenant room:create', input: (ids) => ({ ...ofTenant(ids), name: 'Mine' }) },
  'rooms.get': { access: 'room room:read', input: ofRoom },
  'rooms.update': { access: 'room room:edit', input: (ids) => ({ ...ofRoom(ids), name: 'Mine' }) },
  'rooms.remove': { access: 'room room:delete', input: ofRoom },
  'rooms.restore': { access: 'room room:delete', input: ofRoom },
  'rooms.byCode': { access: 'public', input: ({ code }) => ({ code }) },
  'rooms.join': {
    access: 'room room:join',
    input: (ids) => ({ ...ofRoom(ids), tabId: 'tab-00000001', name: 'Eve' }),
  },
  'rooms.end': { access: 'room meeting:end', input: ofRoom },
  'rooms.meetings': { access: 'room attendance:read', input: ofRoom },
  'rooms.live': { access: 'room chat:read', input: ofRoom },
  'rooms.liveList': { access: 'tenant room:list', input: ofTenant },
  'chat.list': { access: 'room chat:read', input: ofRoom },
  'chat.search': { access: 'room chat:read', input: (ids) => ({ ...ofRoom(ids), query: 'secret' }) },
  'chat.send': {
    access: 'room chat:send',
    input: (ids) => ({ ...ofRoom(ids), id: uuid(), body: 'hello' }),
  },
  'chat.edit': {
    access: 'room chat:send',
    input: (ids) => ({ ...ofRoom(ids), messageId: uuid(), body: 'hello' }),
  },
  'chat.remove': { access: 'room chat:send', input: (ids) => ({ ...ofRoom(ids), messageId: uuid() }) },
  'chat.react': {
    access: 'room chat:send',
    input: (ids) => ({ ...ofRoom(ids), messageId: uuid(), emoji: '👍', isOn: true }),
  },
};

// At run time the record is flat: `noun.verb` to procedure.
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);

test('every procedure has a case, and every case a procedure', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(procedures.map(([path]) => path).toSorted());
});

test.each(procedures)('%s asks for the pinned right', (path, procedure) => {
  const meta = procedure._def.meta as Meta | undefined;
  expect(meta?.access).toBe(CASES[path]?.access);
});

const guarded = Object.entries(CASES).filter(([, { access }]) => /^(tenant|room) /.test(access));

type Api = Awaited<ReturnType<typeof browser>>['api'];

const call = async (api: Api, path: string, input: unknown): Promise<unknown> => {
  const [noun = '', verb = ''] = path.split('.');
  const procedure = (api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[
    noun
  ]?.[verb];
  if (!procedure) throw new Error(`no procedure ${path}`);
  return await procedure(input);
};

describe('from another tenant', () => {
  let foreigner: Api;
  let closed: { tenant: string; roomId: string; code: string };
  let open: typeof closed;

  beforeAll(async () => {
    const [home, away] = [await sandbox({ guestsAllowed: false }), await sandbox()];
    const stranger = await sandbox();
    foreigner = (await browserOf(stranger.owner)).api;
    closed = { tenant: home.tenant.slug, roomId: home.room.id, code: home.room.code };
    open = { tenant: away.tenant.slug, roomId: away.room.id, code: away.room.code };
  });

  test.each(guarded)('%s is NOT_FOUND', async (path, { input }) => {
    await expectRefusal(call(foreigner, path, input?.(closed)), 'NOT_FOUND');
  });

  test.each(guarded)('%s on what does not exist is the same NOT_FOUND', async (path, { input }) => {
    const nothing = { tenant: 'no-such-tenant', roomId: randomUUID(), code: 'aaa-bbbb-ccc' };
    await expectRefusal(call(foreigner, path, input?.(nothing)), 'NOT_FOUND');
  });

  test.each(guarded.filter(([path]) => path !== 'rooms.join'))(
    '%s stays NOT_FOUND where the link lets guests in',
    async (path, { input }) => {
      await expectRefusal(call(foreigner, path, input?.(open)), 'NOT_FOUND');
    },
  );
});

describe('without an account', () => {
  const needAccount = Object.entries(CASES).filter(([, { access }]) => /^(user|tenant )/.test(access));

  test.each(needAccount)('%s is UNAUTHENTICATED', async (path, { input }) => {
    const { api } = await browser();
    await expectRefusal(
      call(api, path, input?.({ tenant: 'any', roomId: randomUUID(), code: '' })),
      'UNAUTHENTICATED',
    );
  });
});

describe('inside the tenant', () => {
  const hostOnly = ['rooms.update', 'rooms.remove', 'rooms.end', 'rooms.meetings'];

  test.each(hostOnly)('%s is FORBIDDEN for a colleague who does not host', async (path) => {
    const { tenant, room, colleague } = await sandbox();
    const { api } = await browserOf(colleague);
    const ids = { tenant: tenant.slug, roomId: room.id, code: room.code };
    await expectRefusal(call(api, path, CASES[path]?.input?.(ids)), 'FORBIDDEN');
  });

  test.each(['host', 'owner', 'admin'] as const)('the %s may change the room', async (who) => {
    const box = await sandbox();
    const { api } = await browserOf(box[who]);
    const changed = await api.rooms.update({ roomId: box.room.id, name: `by ${who}` });
    expect(changed.name).toBe(`by ${who}`);
  });
});
