import 'server-only';
import { publish } from '../events';

/** Tells the pages that list a tenant's rooms. */
export const tellTenant = async (tenantId: string) => {
  await publish('tenant', tenantId, { type: 'changed', what: 'rooms' });
};

/** Tells whoever is in a room or looks at it, and has its streams prove their right again. */
export const tellRoom = async ({ id, tenantId }: { id: string; tenantId: string }) => {
  await Promise.all([
    publish('room', id, { type: 'access' }),
    publish('room', id, { type: 'changed', what: 'room' }),
    tellTenant(tenantId),
  ]);
};
