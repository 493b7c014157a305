import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { tenantSlug } from '@/shared/auth';
import { db } from '../db';
import { orOutage } from '../outage';

const doorSelect = {
  slug: true,
  name: true,
  logoId: true,
  colour: true,
  suspendedAt: true,
} satisfies Prisma.TenantSelect;

/** What a tenant's sign-in page shows to everybody; null where there is no such tenant. */
export const findTenantDoor = async (slug: string) =>
  tenantSlug.safeParse(slug).success
    ? await orOutage(db().tenant.findFirst({ where: { slug, deletedAt: null }, select: doorSelect }))
    : null;
