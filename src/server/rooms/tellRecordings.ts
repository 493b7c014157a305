import 'server-only';
import { publish } from '../events';

/** Tells whoever is in the room, and the tenant's lists, that a recording has changed. */
export const tellRecordings = async ({ roomId, tenantId }: { roomId: string; tenantId: string }) => {
  await Promise.all([
    publish('room', roomId, { type: 'changed', what: 'recordings' }),
    publish('tenant', tenantId, { type: 'changed', what: 'recordings' }),
  ]);
};
