import 'server-only';
import type { Tx } from '../db';
import { fail } from '../errors';

/** Sets bytes of a tenant's quota aside, all or none: two who race for the last ones can't both have them. Fails QUOTA_EXCEEDED. */
export const reserve = async (tx: Tx, tenantId: string, bytes: number) => {
  const changed = await tx.$executeRaw`
    UPDATE "Tenant" SET "storageUsed" = "storageUsed" + ${bytes}::float8
    WHERE id = ${tenantId}::uuid AND "storageUsed" + ${bytes}::float8 <= "storageQuota"`;
  if (changed === 0) fail('QUOTA_EXCEEDED');
};

/** Gives bytes of a tenant's quota back. */
export const release = async (tx: Tx, tenantId: string, bytes: number) => {
  await tx.tenant.update({
    where: { id: tenantId },
    data: { storageUsed: { decrement: bytes } },
    select: { id: true },
  });
};
