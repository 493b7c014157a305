import 'server-only';
import { FILE_KINDS, type FileKind } from '@/shared/storage';
import { db } from '../db';
import { fail } from '../errors';

/** Bytes that a tenant's files take, of how many, and by kind; deleted ones and those on their way count too. Fails NOT_FOUND. */
export const readUsage = async (tenantId: string) => {
  const [tenant, sums] = await Promise.all([
    db().tenant.findUnique({ where: { id: tenantId }, select: { storageUsed: true, storageQuota: true } }),
    db().file.groupBy({ by: ['kind'], where: { tenantId }, _sum: { size: true } }),
  ]);
  const { storageUsed, storageQuota } = tenant ?? fail('NOT_FOUND');
  const sumOf = (kind: FileKind) => sums.find((sum) => sum.kind === kind)?._sum.size ?? 0;
  const byKind = Object.fromEntries(FILE_KINDS.map((kind) => [kind, sumOf(kind)])) as Record<
    FileKind,
    number
  >;
  return { used: storageUsed, quota: storageQuota, byKind };
};
