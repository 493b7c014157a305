import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { makeFile, makeMembership, makeRecording, makeTenant, makeUser } from '../../prisma/factories.ts';
import { SYSTEM } from '@/server/audit';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { runJob } from '@/server/jobs';
import type { AuditAction } from '@/shared/audit';
import { browserOf, expectRefusal, sandbox, sessionCookie } from './harness';
import { ownersDb } from './ownersDb';

const DAY = 24 * 3600 * 1000;
const PERMISSION_DENIED = /permission denied for table AuditEvent/;

type Box = Awaited<ReturnType<typeof sandbox>>;

const eventsOf = async ({ tenant, owner }: Box, filter = {}) =>
  (await (await browserOf(owner)).api.auth.audit.list({ tenant: tenant.slug, ...filter })).items;

const write = async (
  tenantId: string,
  action: AuditAction,
  fields: { at?: Date; targetName?: string } = {},
) =>
  await db().auditEvent.createManyAndReturn({
    data: [{ tenantId, action, actorName: SYSTEM.name, actorKind: SYSTEM.kind, ...fields }],
    select: { id: true },
  });

describe('the app’s own role', () => {
  test('owns nothing and has no powers over the server', async () => {
    const [role] = await db().$queryRaw<{ name: string; isSuper: boolean; tables: number }[]>`
      SELECT current_user::text AS name, rolsuper AS "isSuper",
        (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS tables
        FROM pg_roles WHERE rolname = current_user`;
    expect(role).toEqual({ name: 'webmtg_app', isSuper: false, tables: 0 });
  });

  test('may not change, delete or empty the audit log', async () => {
    const { tenant } = await sandbox();
    const [event] = await write(tenant.id, 'room.create');
    const where = { id: event?.id ?? '' };
    await expect(db().auditEvent.updateMany({ where, data: { actorName: 'Eve' } })).rejects.toThrow(/denied/);
    await expect(db().auditEvent.deleteMany({ where })).rejects.toThrow(/denied/);
    await expect(db().$executeRaw`TRUNCATE "AuditEvent"`).rejects.toThrow(PERMISSION_DENIED);
    await expect(db().$executeRaw`ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL`).rejects.toThrow(
      /must be owner/,
    );
    // Age removes, and how old is old is a number that the app may write.
    for (const auditDays of [-1, 0, 29, 3651])
      await expect(
        db().$executeRaw`UPDATE "Tenant" SET "auditDays" = ${auditDays} WHERE id = ${tenant.id}::uuid`,
      ).rejects.toThrow(/Tenant_auditDays_check/);
    await db().$executeRaw`SELECT expire_audit()`;
    expect(await db().auditEvent.count({ where })).toBe(1);
  });

  test('cannot have young events taken as old ones, whatever stands for their tenant', async () => {
    const { tenant } = await sandbox();
    const [event] = await write(tenant.id, 'room.create', { at: new Date(Date.now() - 29 * DAY) });
    // The owner alone gets past the limits of the column.
    const owner = ownersDb();
    const undo = new Error('as it was');
    let left = 0;
    const expiring = owner.$transaction(async (tx) => {
      await tx.$executeRaw`ALTER TABLE "Tenant" DROP CONSTRAINT "Tenant_auditDays_check"`;
      await tx.tenant.update({ where: { id: tenant.id }, data: { auditDays: -1 } });
      await tx.$executeRaw`SELECT expire_audit()`;
      left = await tx.auditEvent.count({ where: { id: event?.id ?? '' } });
      throw undo;
    });
    await expect(expiring).rejects.toBe(undo);
    await owner.$disconnect();
    expect(left).toBe(1);
  });

  test('takes the log with a tenant that is purged', async () => {
    const { tenant } = await sandbox();
    await write(tenant.id, 'room.create');
    await db().tenant.delete({ where: { id: tenant.id } });
    expect(await db().auditEvent.count({ where: { tenantId: tenant.id } })).toBe(0);
  });
});

test('events go when they are older than their tenant keeps them', async () => {
  const [strict, usual] = [await sandbox(), await sandbox()];
  await db().tenant.update({ where: { id: strict.tenant.id }, data: { auditDays: 30 } });
  const at = new Date(Date.now() - 31 * DAY);
  for (const { tenant } of [strict, usual]) {
    await write(tenant.id, 'room.create', { at });
    await write(tenant.id, 'room.edit');
  }
  expect((await runJob('audit', { isDryRun: true }))['auditEvents']).toBeGreaterThan(0);
  expect(await eventsOf(strict)).toHaveLength(2);
  await runJob('audit', { isDryRun: false });
  expect((await eventsOf(strict)).map(({ action }) => action)).toEqual(['room.edit']);
  expect(await eventsOf(usual)).toHaveLength(2);
});

describe('what is done is written down', () => {
  test('to a room: who, from where, and what changed', async () => {
    const box = await sandbox();
    const { api, headers } = await browserOf(box.host);
    const { room } = box;
    await api.rooms.update({ roomId: room.id, name: 'Monthly', maxParticipants: 12, mutedOnEntry: false });
    await api.rooms.update({ roomId: room.id, name: 'Monthly' });
    await api.rooms.remove({ roomId: room.id });
    await api.rooms.restore({ roomId: room.id });
    const [restored, removed, edited, ...others] = await eventsOf(box);
    expect(others).toEqual([]);
    expect([restored?.action, removed?.action]).toEqual(['room.restore', 'room.delete']);
    expect(edited).toMatchObject({
      action: 'room.edit',
      actorId: box.host.id,
      actorName: box.host.name,
      actorKind: 'user',
      targetKind: 'room',
      targetId: room.id,
      targetName: 'Monthly',
      address: headers.get('x-webmtg-address'),
      detail: {
        changes: {
          name: { from: 'Weekly', to: 'Monthly' },
          maxParticipants: { from: expect.any(Number), to: 12 },
        },
      },
    });
  });

  test('to a recording, its links, and the tenant', async () => {
    const box = await sandbox();
    const { tenant, room } = box;
    const { api } = await browserOf(box.owner);
    const { id: recordingId } = await makeRecording(db(), { tenantId: tenant.id, roomId: room.id });
    const { recordings } = api.storage;
    await recordings.rename({ recordingId, name: 'Kick-off' });
    const link = await recordings.share({ recordingId, days: 7, password: 'correct horse' });
    await recordings.unshare({ recordingId, linkId: link.id });
    await recordings.unshare({ recordingId, linkId: link.id });
    await recordings.remove({ recordingId });
    await recordings.restore({ recordingId });
    await recordings.setRetention({ tenant: tenant.slug, recordingDays: 30 });
    const { slug } = await api.auth.createTenant({ name: 'Second' });
    const events = await eventsOf(box);
    expect(events.map(({ action }) => action)).toEqual([
      'tenant.retention',
      'recording.restore',
      'recording.delete',
      'recording.unshare',
      'recording.share',
      'recording.rename',
    ]);
    expect(events[4]?.detail).toEqual({ linkId: link.id, days: 7, hasPassword: true, hasChat: false });
    expect(events[0]?.detail).toEqual({ changes: { recordingDays: { from: null, to: 30 } } });
    const [created] = (await api.auth.audit.list({ tenant: slug })).items;
    expect(created).toMatchObject({ action: 'tenant.create', targetName: 'Second' });
  });

  test('to a file by a moderator; what is one’s own is one’s own affair', async () => {
    const box = await sandbox();
    const { tenant, room, colleague } = box;
    const place = { tenantId: tenant.id, roomId: room.id, ownerId: colleague.id };
    const [own, others] = [await makeFile(db(), place), await makeFile(db(), place, { name: 'plan.txt' })];
    for (const [index, file] of [own, others].entries()) {
      const { id } = await (
        await browserOf(colleague)
      ).api.chat.send({ roomId: room.id, id: uuid(), body: `file ${index}` });
      await db().file.update({ where: { id: file.id }, data: { messageId: id } });
    }
    await (await browserOf(colleague)).api.storage.remove({ fileId: own.id });
    await (await browserOf(box.host)).api.storage.remove({ fileId: others.id });
    expect(await eventsOf(box)).toMatchObject([{ action: 'file.delete', targetName: 'plan.txt' }]);
  });
});

describe('the list', () => {
  test('is filtered by action and its noun, person, target, time and names, page by page', async () => {
    const box = await sandbox();
    const { tenant, host, owner, room } = box;
    const { api } = await browserOf(host);
    for (let n = 0; n < 60; n += 1) await write(tenant.id, 'recording.start', { targetName: `Take ${n}` });
    // A moment of their own, which rows of one millisecond don't have.
    const long = new Date(Date.now() - 3_600_000);
    await write(tenant.id, 'recording.stop', { at: long });
    await api.rooms.update({ roomId: room.id, name: '100% = all' });
    await (await browserOf(owner)).api.rooms.remove({ roomId: room.id });

    const actions = async (filter: object) => (await eventsOf(box, filter)).map(({ action }) => action);
    expect(await actions({ action: 'room' })).toEqual(['room.delete', 'room.edit']);
    expect(await actions({ action: 'room.edit' })).toEqual(['room.edit']);
    expect(await actions({ actorId: host.id })).toEqual(['room.edit']);
    expect(await actions({ targetId: room.id })).toEqual(['room.delete', 'room.edit']);
    const [edited] = await eventsOf(box, { action: 'room.edit' });
    const since = edited?.at.toISOString();
    expect(await actions({ action: 'room', from: since })).toEqual(['room.delete', 'room.edit']);
    expect(await actions({ action: 'room', to: since })).toEqual([]);
    const [after, before] = [long.getTime(), long.getTime() + 1].map((time) => new Date(time).toISOString());
    expect(await actions({ from: after, to: before })).toEqual(['recording.stop']);
    expect(await actions({ search: '0% =' })).toEqual(['room.delete', 'room.edit']);
    expect(await actions({ search: 'take 59' })).toEqual(['recording.start']);

    const ownersApi = (await browserOf(owner)).api;
    const first = await ownersApi.auth.audit.list({ tenant: tenant.slug });
    const second = await ownersApi.auth.audit.list({ tenant: tenant.slug, cursor: first.nextCursor });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([50, 13, null]);
    expect(new Set(ids).size).toBe(63);
    expect(ids.toSorted().toReversed()).toEqual(ids);
  });

  test('is for administrators, each their own tenant’s', async () => {
    const [box, other] = [await sandbox(), await sandbox()];
    await write(other.tenant.id, 'room.create');
    expect(await eventsOf(box)).toEqual([]);
    expect(await (await browserOf(box.admin)).api.auth.audit.list({ tenant: box.tenant.slug })).toBeDefined();
    const { api } = await browserOf(box.host);
    await expectRefusal(api.auth.audit.list({ tenant: box.tenant.slug }), 'FORBIDDEN');
  });
});

describe('the export', () => {
  const exportOf = async (userId: string, slug: string, query = '') => {
    const { cookie } = await sessionCookie(userId);
    return await fetch(`${env().WEBMTG_URL}/api/audit/${slug}${query}`, { headers: { cookie } });
  };

  test('is a CSV file without formulas, longer than a page, and stands in the log itself', async () => {
    const [tenant, user] = [await makeTenant(db()), await makeUser(db(), { name: 'Aoi "A" Tanaka, 田中' })];
    await makeMembership(db(), { tenantId: tenant.id, userId: user.id }, 'owner');
    await db().auditEvent.createMany({
      data: Array.from({ length: 1_500 }, (_, n) => ({
        tenantId: tenant.id,
        action: 'room.create',
        actorId: user.id,
        actorName: user.name,
        actorKind: 'user' as const,
        targetName: n === 0 ? '=HYPERLINK("https://evil.example")' : `Room ${n}`,
      })),
    });
    const response = await exportOf(user.id, tenant.slug, '?action=room');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-.+\.csv"$/);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString().split('\r\n');
    expect(lines).toHaveLength(1_502);
    expect(lines[0]).toContain('at,actorKind,actorId,actorName,action');
    expect(lines[1]).toContain('"Aoi ""A"" Tanaka, 田中"');
    expect(bytes.toString()).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    const noted = await db().auditEvent.findMany({ where: { tenantId: tenant.id, action: 'audit.export' } });
    expect(noted).toMatchObject([{ actorId: user.id, detail: { action: 'room' } }]);
  });

  test('is refused to members, strangers and the anonymous', async () => {
    const [box, stranger] = [await sandbox(), await sandbox()];
    expect((await exportOf(box.host.id, box.tenant.slug)).status).toBe(403);
    expect((await exportOf(stranger.owner.id, box.tenant.slug)).status).toBe(404);
    expect((await fetch(`${env().WEBMTG_URL}/api/audit/${box.tenant.slug}`)).status).toBe(401);
    expect((await exportOf(box.owner.id, box.tenant.slug, '?action=spell')).status).toBe(400);
    expect(await eventsOf(box)).toEqual([]);
  });
});
