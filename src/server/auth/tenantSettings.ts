import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { editTenantInput } from '@/shared/tenants';
import { actorOf, audit } from '../audit';
import { db } from '../db';
import { defined } from '../defined';
import { publish } from '../events';
import { parseRoomDefaults } from '../rooms/roomDefaults';
import type { Colleague } from './members';

const settingsSelect = {
  name: true,
  locale: true,
  colour: true,
  roomsBy: true,
  roomDefaults: true,
  mailDomains: true,
  auditDays: true,
} satisfies Prisma.TenantSelect;

/** A tenant's settings, for those who may change them. */
export const getTenant = async (tenantId: string) => {
  const tenant = await db().tenant.findUniqueOrThrow({ where: { id: tenantId }, select: settingsSelect });
  return { ...tenant, roomDefaults: parseRoomDefaults(tenant.roomDefaults) };
};

type Settings = Awaited<ReturnType<typeof getTenant>>;

/** The columns whose value is another now, each with both. */
const changesOf = (before: Settings, after: Settings): Prisma.InputJsonObject =>
  Object.fromEntries(
    (Object.keys(settingsSelect) as (keyof Settings)[])
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, { before: before[key], after: after[key] }]),
  );

/** Changes a tenant's settings, those that are given. */
export const editTenant = async (colleague: Colleague, input: z.output<typeof editTenantInput>) => {
  const { id, name } = colleague.tenant;
  const actor = await actorOf(colleague);
  const before = await getTenant(id);
  const { roomDefaults, mailDomains, ...columns } = defined(editTenantInput.parse(input));
  const after = await db().$transaction(async (tx) => {
    const changed = await tx.tenant.update({
      where: { id },
      data: {
        ...columns,
        ...(roomDefaults && { roomDefaults: defined(roomDefaults) }),
        ...(mailDomains && { mailDomains: [...new Set(mailDomains)] }),
      },
      select: settingsSelect,
    });
    const now = { ...changed, roomDefaults: parseRoomDefaults(changed.roomDefaults) };
    const detail = changesOf(before, now);
    const target = { kind: 'tenant', id, name } as const;
    if (Object.keys(detail).length > 0)
      await audit(actor, { tenantId: id, action: 'tenant.edit', target, detail }, tx);
    return now;
  });
  await publish('tenant', id, { type: 'changed', what: 'tenant' });
  return after;
};
