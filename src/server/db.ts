import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/generated/prisma/client';
import { env } from './env';

const connect = () => {
  const adapter = new PrismaPg({
    connectionString: env().DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  });
  return new PrismaClient({ adapter });
};

// Development reloads this module; the pool outlives that.
const globals = globalThis as { webmtgDb?: PrismaClient };

/** The database client of this process: one pool of ten connections. */
export const db = () => (globals.webmtgDb ??= connect());

export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];
