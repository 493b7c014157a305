import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { type Actor, actorOf, type Asker } from '../audit';
import type { Viewer } from '../context';
import { db } from '../db';
import { env } from '../env';
import { fail } from '../errors';

/** Whether this person runs the deployment: by an address that they have proven, in a session of no tenant's provider or host. */
export const isOperator = async (viewer: Viewer): Promise<boolean> => {
  const addresses = env().WEBMTG_OPERATORS;
  if (viewer.kind !== 'user' || viewer.tenantId !== null || viewer.hostTenantId !== null) return false;
  if (addresses.length === 0) return false;
  const where = { id: viewer.userId, emailVerified: { not: null }, email: { in: addresses } };
  return (await db().user.count({ where })) === 1;
};

const operatedSelect = {
  id: true,
  slug: true,
  name: true,
  suspendedAt: true,
  deletedAt: true,
} satisfies Prisma.TenantSelect;

export type OperatedTenant = Prisma.TenantGetPayload<{ select: typeof operatedSelect }>;

/** Any tenant, suspended and deleted ones too. Fails NOT_FOUND. */
export const findOperatedTenant = async (id: string): Promise<OperatedTenant> =>
  (await db().tenant.findUnique({ where: { id }, select: operatedSelect })) ?? fail('NOT_FOUND');

/** Somebody who acts as an operator, as the log keeps them. */
export const operatorOf = async (asker: Asker): Promise<Actor> => ({
  ...(await actorOf(asker)),
  kind: 'operator',
});
