import 'server-only';
import { publish } from '../events';

/** Tells the lists of files, a room's and its tenant's, that they are old. */
export const tellFiles = async (room: { id: string; tenantId: string }) => {
  await Promise.all([
    publish('room', room.id, { type: 'changed', what: 'files' }),
    publish('tenant', room.tenantId, { type: 'changed', what: 'files' }),
  ]);
};
