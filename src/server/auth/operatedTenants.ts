import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { type listTenantsInput, setQuotasInput, TENANT_PAGE_SIZE, type TenantState } from '@/shared/operator';
import { type Asker, audit } from '../audit';
import { db } from '../db';
import { defined } from '../defined';
import { publish } from '../events';
import { literally } from '../literally';
import { type OperatedTenant, operatorOf } from './operators';
import { readQuotas } from './quotas';

const quotaColumns = {
  storageQuota: true,
  maxFileMB: true,
  maxPeople: true,
  meetingMinutes: true,
  maxRecordings: true,
} satisfies Prisma.TenantSelect;

const listedSelect = {
  ...quotaColumns,
  id: true,
  slug: true,
  name: true,
  host: true,
  createdAt: true,
  suspendedAt: true,
  deletedAt: true,
  storageUsed: true,
  meetings: { select: { startedAt: true }, orderBy: { startedAt: 'desc' }, take: 1 },
  _count: { select: { memberships: true, rooms: true } },
} satisfies Prisma.TenantSelect;

const inState = (state: TenantState): Prisma.TenantWhereInput => {
  switch (state) {
    case 'all':
      return {};
    case 'active':
      return { suspendedAt: null, deletedAt: null };
    case 'suspended':
      return { suspendedAt: { not: null }, deletedAt: null };
    case 'deleted':
      return { deletedAt: { not: null } };
  }
};

const matching = (search: string): Prisma.TenantWhereInput => {
  if (!search) return {};
  const contains = { contains: literally(search), mode: 'insensitive' } as const;
  return { OR: [{ name: contains }, { slug: contains }, { host: contains }] };
};

type Listed = Prisma.TenantGetPayload<{ select: typeof listedSelect }>;

const inWireForm = ({ meetings, _count, ...tenant }: Listed) =>
  Object.assign(tenant, {
    lastMeetingAt: meetings[0]?.startedAt ?? null,
    members: _count.memberships,
    rooms: _count.rooms,
  });

/** A page of the deployment's tenants, newest first. */
export const listTenants = async ({ search, state, cursor }: z.output<typeof listTenantsInput>) => {
  const rows = await db().tenant.findMany({
    where: { AND: [matching(search), inState(state), cursor ? { id: { lt: cursor } } : {}] },
    select: listedSelect,
    orderBy: { id: 'desc' },
    take: TENANT_PAGE_SIZE + 1,
  });
  const items = rows.slice(0, TENANT_PAGE_SIZE).map(inWireForm);
  return { items, nextCursor: rows.length > items.length ? (items.at(-1)?.id ?? null) : null };
};

/** One tenant with what it uses, and its owners. */
export const getOperatedTenant = async ({ id }: OperatedTenant) => {
  const [tenant, usage, owners] = await Promise.all([
    db().tenant.findUniqueOrThrow({ where: { id }, select: listedSelect }),
    readQuotas(id),
    db().membership.findMany({
      where: { tenantId: id, role: 'owner' },
      select: { user: { select: { id: true, name: true, email: true } } },
      orderBy: { createdAt: 'asc' },
    }),
  ]);
  return Object.assign(inWireForm(tenant), { usage, owners: owners.map(({ user }) => user) });
};

/** Changes a tenant's limits, those that are given. */
export const setQuotas = async (
  ctx: Asker & { tenant: OperatedTenant },
  input: z.output<typeof setQuotasInput>,
) => {
  const { id, name } = ctx.tenant;
  const actor = await operatorOf(ctx);
  const data = defined(setQuotasInput.parse(input));
  await db().$transaction(async (tx) => {
    const before = await tx.tenant.findUniqueOrThrow({ where: { id }, select: quotaColumns });
    const after = await tx.tenant.update({ where: { id }, data, select: quotaColumns });
    const target = { kind: 'tenant', id, name } as const;
    await audit(actor, { tenantId: id, action: 'tenant.quotas', target, detail: { before, after } }, tx);
  });
  await publish('tenant', id, { type: 'changed', what: 'tenant' });
};
