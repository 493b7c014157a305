import 'server-only';
import type { Prisma } from '@/generated/prisma/client';

/** What everybody who may see a file knows of it. */
export const fileSelect = {
  id: true,
  name: true,
  size: true,
  type: true,
  kind: true,
  width: true,
  height: true,
  hasThumbnail: true,
  createdAt: true,
} satisfies Prisma.FileSelect;
