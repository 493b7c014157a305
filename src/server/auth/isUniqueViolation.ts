import 'server-only';
import { Prisma } from '@/generated/prisma/client';

/** Whether the database refused a row because another one has its unique value. */
export const isUniqueViolation = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
