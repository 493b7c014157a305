import { randomUUID } from 'node:crypto';
import type { AnyProcedure } from '@trpc/server';
import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFile, makeRecording } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { appRouter } from '@/server/router';
import type { Meta } from '@/server/trpc';
import { CASES, type Ids } from './accessCases';
import { browser, browserOf, expectRefusal, guestIn, sandbox } from './harness';

// At run time the record is flat: `noun.verb`, or `noun.noun.verb`, to procedure.
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);

test('every procedure has a case, and every case a procedure', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(procedures.map(([path]) => path).toSorted());
});

test.each(procedures)('%s asks for the pinned right', (path, procedure) => {
  const meta = procedure._def.meta as Meta | undefined;
  expect(meta?.access).toBe(CASES[path]?.access);
});

const guarded = Object.entries(CASES).filter(([, { access }]) =>
  /^(?:tenant|room|file|recording) /.test(access),
);

type Api = Awaited<ReturnType<typeof browser>>['api'];

const call = async (api: Api, path: string, input: unknown): Promise<unknown> => {
  // A caller is callable at every step, whatever the path: what is no procedure is refused by the call.
  let step: unknown = api;
  for (const name of path.split('.')) step = (step as Record<string, unknown>)[name];
  return await (step as (input: unknown) => Promise<unknown>)(input);
};

const nothing: Ids = {
  tenant: 'no-such-tenant',
  roomId: randomUUID(),
  code: 'aaa-bbbb-ccc',
  fileId: randomUUID(),
  deletedFileId: randomUUID(),
  draftId: randomUUID(),
  recordingId: randomUUID(),
  deletedRecordingId: randomUUID(),
};

const idsOf = async ({ tenant, room, host }: Awaited<ReturnType<typeof sandbox>>): Promise<Ids> => {
  const { api } = await browserOf(host);
  const place = { tenantId: tenant.id, roomId: room.id, ownerId: host.id };
  const { id: messageId } = await api.chat.send({ roomId: room.id, id: uuid(), body: 'files' });
  const [sent, deleted, draft, recording, deletedRecording] = await Promise.all([
    makeFile(db(), place, { messageId }),
    makeFile(db(), place, { messageId, deletedAt: new Date() }),
    makeFile(db(), place),
    makeRecording(db(), { tenantId: tenant.id, roomId: room.id }),
    makeRecording(db(), { tenantId: tenant.id, roomId: room.id }, { deletedAt: new Date() }),
  ]);
  return {
    tenant: tenant.slug,
    roomId: room.id,
    code: room.code,
    fileId: sent.id,
    deletedFileId: deleted.id,
    draftId: draft.id,
    recordingId: recording.id,
    deletedRecordingId: deletedRecording.id,
  };
};

describe('from another tenant', () => {
  let foreigner: Api;
  let closed: Ids;
  let open: typeof closed;

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

describe('without an account', () => {
  const needAccount = Object.entries(CASES).filter(([, { access }]) =>
    /^(user|account|tenant )/.test(access),
  );

  test.each(needAccount)('%s is UNAUTHENTICATED', async (path, { input }) => {
    const { api } = await browser();
    await expectRefusal(call(api, path, input?.(nothing)), 'UNAUTHENTICATED');
  });
});

describe('without more than the link', () => {
  const stored = Object.entries(CASES).filter(([, { access }]) => /^(?:file|recording) /.test(access));

  test.each(stored)('%s is NOT_FOUND', async (path, { input }) => {
    const { api } = await browser();
    await expectRefusal(call(api, path, input?.(await idsOf(await sandbox()))), 'NOT_FOUND');
  });

  const recorded = Object.entries(CASES).filter(([, { access }]) => /^(?:recording|room) rec/.test(access));

  test.each(recorded)('%s is NOT_FOUND for a guest who was let in', async (path, { input }) => {
    const box = await sandbox();
    const { api } = await guestIn(box.room.id, 'Kenji');
    await expectRefusal(call(api, path, input?.(await idsOf(box))), 'NOT_FOUND');
  });
});

describe('inside the tenant', () => {
  const hostOnly = [
    'rooms.update',
    'rooms.remove',
    'rooms.end',
    'rooms.lobby',
    'rooms.admit',
    'rooms.deny',
    'rooms.people.setRole',
    'rooms.people.remove',
    'rooms.links.list',
    'rooms.links.create',
    'rooms.links.revoke',
    'rooms.invite',
    'rooms.bars.list',
    'rooms.bars.lift',
    'rooms.meetings',
    ...Object.keys(CASES).filter((path) => /^rooms\.moderation\.(?!raiseHand)/.test(path)),
    'rooms.startRecording',
    'rooms.stopRecording',
    'rooms.setRecordingLayout',
    'auth.tenant.get',
    'auth.tenant.edit',
    'auth.members.setRole',
    'auth.members.remove',
    'auth.invitations.list',
    'auth.invitations.create',
    'auth.invitations.resend',
    'auth.invitations.revoke',
    'storage.rename',
    'storage.remove',
    'storage.restore',
    'storage.removeLogo',
    'auth.audit.list',
    'auth.twoStep.rule',
    'auth.twoStep.setRule',
    'storage.recordings.setRetention',
    ...Object.keys(CASES).filter((path) => CASES[path]?.access === 'recording recording:manage'),
  ];

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
