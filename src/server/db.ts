import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient } from '@/generated/prisma/client';
import { env } from './env';
import { log } from './log';
import { statementName } from './statementNames';

interface Database {
  pool: Pool;
  client: PrismaClient;
}

const connect = (): Database => {
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // The server gives a statement up first; a server that is gone without a word is given up by us.
    statement_timeout: 60_000,
    query_timeout: 65_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  const onPoolError = (error: Error) => log().warn({ error: error.message }, 'database');
  const adapter = new PrismaPg(pool, { onPoolError, statementNameGenerator: statementName });
  return { pool, client: new PrismaClient({ adapter }) };
};

// Development reloads this module; the pool outlives that.
const globals = globalThis as { webmtgDb?: Database };

const database = () => (globals.webmtgDb ??= connect());

/** The database client of this process: one pool of ten connections. */
export const db = () => database().client;

/** How many of the pool's connections are in use and idle, and how many wait for one. */
export const poolState = () => {
  const { totalCount, idleCount, waitingCount } = database().pool;
  return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
};

export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];
