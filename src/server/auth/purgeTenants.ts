import 'server-only';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { discardAll } from '../storage/cleanFiles';
import { undoLimit } from '../undoLimit';

/** Tenants whose thirty days of undo are over, with all that is in them: rows, and what the store holds. */
export const purgeTenants = async (options: RunOptions): Promise<Removed> => {
  const where = { deletedAt: { lt: undoLimit() } };
  const tenants = await db().tenant.findMany({ where, select: { id: true } });
  let tenantFiles = 0;
  for (const { id } of tenants) {
    tenantFiles += await discardAll({ tenantId: id }, options);
    // The row goes last: what is left of a run that was cut off is found by it again.
    if (!options.isDryRun) await db().tenant.deleteMany({ where: { ...where, id } });
  }
  return { tenants: tenants.length, tenantFiles };
};
