import { FILE_KINDS, type FileKind } from '@/shared/storage';

export interface Usage {
  used: number;
  quota: number;
  byKind: Record<FileKind, number>;
}

/** From this share of the quota on people are warned. */
const WARN_FROM = 0.8;

/** The bar's parts, one for each kind that takes any room, in percent of the quota or, where it is overdrawn, of what is used. */
export const usageParts = ({ used, quota, byKind }: Usage) => {
  const whole = Math.max(used, quota, 1);
  let from = 0;
  return FILE_KINDS.filter((kind) => byKind[kind] > 0).map((kind) => {
    // A sliver can still be seen.
    const width = Math.max(0.5, (byKind[kind] / whole) * 100);
    const part = { kind, bytes: byKind[kind], from, width };
    from += width;
    return part;
  });
};

export const usageState = ({ used, quota }: Pick<Usage, 'used' | 'quota'>): 'fine' | 'warn' | 'full' => {
  if (used >= quota) return 'full';
  return used >= quota * WARN_FROM ? 'warn' : 'fine';
};
