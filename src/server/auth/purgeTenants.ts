import 'server-only';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { log } from '../log';
import { discardRoom } from '../rooms/purgeRooms';
import { discardAll } from '../storage/cleanFiles';
import { undoLimit } from '../undoLimit';

const purgeTenant = async (id: string): Promise<number> => {
  const files = await discardAll({ tenantId: id }, { isDryRun: false });
  const rooms = await db().room.findMany({ where: { tenantId: id }, select: { id: true } });
  for (const room of rooms) await discardRoom(room.id);
  // The row goes last: what is left of a run that was cut off is found by it again.
  await db().tenant.deleteMany({ where: { id, deletedAt: { lt: undoLimit() } } });
  return files;
};

/**
 * Tenants whose thirty days of undo are over, with all that is in them: rows, and what the store holds. One that can't
 * be deleted now is tried again by the next run.
 */
export const purgeTenants = async (options: RunOptions): Promise<Removed> => {
  const where = { deletedAt: { lt: undoLimit() } };
  const found = await db().tenant.findMany({ where, select: { id: true } });
  const ids = found.map(({ id }) => id);
  if (options.isDryRun)
    return { tenants: ids.length, tenantFiles: await discardAll({ tenantId: { in: ids } }, options) };
  const gone = { tenants: 0, tenantFiles: 0 };
  for (const tenantId of ids)
    try {
      gone.tenantFiles += await purgeTenant(tenantId);
      gone.tenants += 1;
    } catch (error) {
      log().error({ tenantId, error }, 'tenant not purged');
    }
  return gone;
};
