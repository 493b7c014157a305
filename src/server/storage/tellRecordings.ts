import 'server-only';
import { publish } from '../events';

/** Tells the lists of recordings, a room's and its tenant's, that they are old. */
export const tellRecordings = async ({ roomId, tenantId }: { roomId: string; tenantId: string }) => {
  await Promise.all([
    publish('room', roomId, { type: 'changed', what: 'recordings' }),
    publish('tenant', tenantId, { type: 'changed', what: 'recordings' }),
  ]);
};
