import type { AnyProcedure } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appRouter } from '@/server/router';
import { canInRoom, canInTenant, type RoomPermission, type TenantPermission } from '@/shared/permissions';
import type { Meta } from '@/server/trpc';
import { type Api, call, doors, CASES, guarded, type Ids, idsOf, nothing } from './accessCases';
import { browserOf, expectRefusal, guestIn, sandbox } from './harness';

afterAll(() => void process.stdout.write(`${doors.tried} doors of procedures tried\n`));

// At run time the record is flat: `noun.verb`, or `noun.noun.verb`, to procedure.
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);

test('every procedure has a case, and every case a procedure', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(procedures.map(([path]) => path).toSorted());
});

test.each(procedures)('%s asks for the pinned right', (path, procedure) => {
  const meta = procedure._def.meta as Meta | undefined;
  expect(meta?.access).toBe(CASES[path]?.access);
});

describe('from another tenant', () => {
  let foreigner: Api;
  let closed: Ids;
  let open: Ids;

  beforeAll(async () => {
    const [home, away] = [await sandbox({ entry: 'members' }), await sandbox()];
    const stranger = await sandbox();
    foreigner = (await browserOf(stranger.owner)).api;
    closed = await idsOf(home);
    open = await idsOf(away);
  });

  test.each(guarded)('%s is NOT_FOUND', async (path, { input }) => {
    await expectRefusal(call(foreigner, path, input?.(closed)), 'NOT_FOUND');
  });

  test.each(guarded)('%s on what does not exist is the same NOT_FOUND', async (path, { input }) => {
    await expectRefusal(call(foreigner, path, input?.(nothing)), 'NOT_FOUND');
  });

  /** What the link alone gives: to ask. */
  const atTheDoor = new Set(
    guarded.filter(([, { access }]) => access === 'room room:join').map(([path]) => path),
  );

  test.each(guarded.filter(([path]) => !atTheDoor.has(path)))(
    '%s stays NOT_FOUND where the link lets guests in',
    async (path, { input }) => {
      await expectRefusal(call(foreigner, path, input?.(open)), 'NOT_FOUND');
    },
  );
});

describe('without more than the link, but let in', () => {
  const recorded = Object.entries(CASES).filter(([, { access }]) => /^(?:recording|room) rec/.test(access));

  test.each(recorded)('%s is NOT_FOUND', async (path, { input }) => {
    const box = await sandbox();
    const { api } = await guestIn(box.room.id, 'Kenji');
    await expectRefusal(call(api, path, input?.(await idsOf(box))), 'NOT_FOUND');
  });
});

describe('inside the tenant', () => {
  /** Whether the table gives a right to one of the tenant's people who hosts nothing. */
  const isEverybodys = (access: string) => {
    const [noun, permission] = access.split(' ');
    if (noun === 'tenant') return canInTenant('member', permission as TenantPermission);
    if (noun === 'file') return permission === 'file:cancel';
    // Recording is what a room keeps for its hosts, as long as they don't give it away.
    return permission !== 'room:record' && canInRoom('participant', permission as RoomPermission);
  };
  // Restoring is for rooms that are deleted; this one isn't.
  const hostOnly = guarded
    .filter(([path, { access }]) => path !== 'rooms.restore' && !isEverybodys(access))
    .map(([path]) => path);

  test.each(hostOnly)('%s is FORBIDDEN for a colleague who does not host', async (path) => {
    const box = await sandbox();
    const { api } = await browserOf(box.colleague);
    await expectRefusal(call(api, path, CASES[path]?.input?.(await idsOf(box))), 'FORBIDDEN');
  });

  test.each(['host', 'owner', 'admin'] as const)('the %s may change the room', async (who) => {
    const box = await sandbox();
    const { api } = await browserOf(box[who]);
    const changed = await api.rooms.update({ roomId: box.room.id, name: `by ${who}` });
    expect(changed.name).toBe(`by ${who}`);
  });
});
