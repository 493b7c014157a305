import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import type { TenantRole } from '@/shared/permissions';
import { roomDefaults } from '@/shared/rooms';
import { mayInTenant } from '../access';
import { db } from '../db';
import { defined } from '../defined';

/** What is kept of a tenant's choice; a setting that is no more, or has other values now, is everybody's. */
export const parseRoomDefaults = (stored: Prisma.JsonValue) => {
  const parsed = roomDefaults.safeParse(stored);
  return parsed.success ? defined(parsed.data) : {};
};

/** The settings that a tenant's new rooms begin with, where it has chosen any. */
export const findRoomDefaults = async (tenantId: string) => {
  const tenant = await db().tenant.findUniqueOrThrow({
    where: { id: tenantId },
    select: { roomDefaults: true },
  });
  return parseRoomDefaults(tenant.roomDefaults);
};

interface Asker {
  tenant: { id: string; roomsBy: TenantRole };
  tenantRole: TenantRole;
}

/** The same, and whether who asks may open rooms at all. */
export const readRoomDefaults = async ({ tenant, tenantRole }: Asker) => ({
  settings: await findRoomDefaults(tenant.id),
  mayCreate: mayInTenant(tenantRole, 'room:create', tenant.roomsBy),
});
