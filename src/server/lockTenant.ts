import 'server-only';
import type { Tx } from './db';

/**
 * Until the end of the transaction nobody else changes what is counted over a whole tenant: its owners, its
 * recordings. Rows that only refer to the tenant are added meanwhile all the same.
 */
export const lockTenant = async (tx: Tx, tenantId: string) => {
  await tx.$queryRaw`SELECT 1 AS "locked" FROM "Tenant" WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
};
