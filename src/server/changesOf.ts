import 'server-only';
import type { Prisma } from '@/generated/prisma/client';

const wire = (value: unknown) => JSON.parse(JSON.stringify(value ?? null)) as Prisma.InputJsonValue | null;

/** What a change really changes, for the audit log: each field's value before and after. Null where that is nothing. */
export const changesOf = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Prisma.InputJsonObject | null => {
  const changed = Object.entries(after)
    .map(([field, value]) => [field, { from: wire(before[field]), to: wire(value) }] as const)
    .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to));
  return changed.length > 0 ? Object.fromEntries(changed) : null;
};
