import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import {
  AUDIT_ACTIONS,
  AUDIT_PAGE_SIZE,
  type AuditFilter,
  groupOf,
  type listAuditInput,
} from '@/shared/audit';
import { db } from '../db';
import { literally } from '../literally';

const eventSelect = {
  id: true,
  at: true,
  actorId: true,
  actorName: true,
  actorKind: true,
  action: true,
  targetKind: true,
  targetId: true,
  targetName: true,
  address: true,
  detail: true,
} satisfies Prisma.AuditEventSelect;

export type AuditRow = Prisma.AuditEventGetPayload<{ select: typeof eventSelect }>;

const matching = (tenantId: string, filter: AuditFilter): Prisma.AuditEventWhereInput => {
  const { search, action, actorId, targetId, from, to } = filter;
  const named = { contains: literally(search), mode: 'insensitive' } as const;
  const actions = AUDIT_ACTIONS.filter((one) => one === action || groupOf(one) === action);
  return {
    tenantId,
    ...(action ? { action: { in: actions } } : {}),
    ...(actorId ? { actorId } : {}),
    ...(targetId ? { targetId } : {}),
    ...(from || to ? { at: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
    ...(search ? { OR: [{ actorName: named }, { targetName: named }] } : {}),
  };
};

/** `take` events of a tenant's audit log that match, newest first, from after `cursor` on. */
export const findAudit = async (
  tenantId: string,
  filter: AuditFilter,
  { cursor, take }: { cursor: string | null | undefined; take: number },
) =>
  await db().auditEvent.findMany({
    where: { ...matching(tenantId, filter), ...(cursor ? { id: { lt: cursor } } : {}) },
    select: eventSelect,
    orderBy: { id: 'desc' },
    take,
  });

/** A page of a tenant's audit log, newest first. */
export const listAudit = async (tenantId: string, input: z.output<typeof listAuditInput>) => {
  const rows = await findAudit(tenantId, input, { cursor: input.cursor, take: AUDIT_PAGE_SIZE + 1 });
  const items = rows.slice(0, AUDIT_PAGE_SIZE);
  return { items, nextCursor: rows.length > items.length ? (items.at(-1)?.id ?? null) : null };
};
