import 'server-only';
import { AppError } from './errors';

/** Prisma's own codes (Error reference): not reached, timed out, closed, no connection free, no transaction begun. */
const DATABASE_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
const DATABASE_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);
/** SQLSTATE classes (PostgreSQL, appendix A): connection exceptions, and a server that stops or is only starting. */
const DATABASE_STATES = /^(?:08|57P0[1-3])/;
/** What pg says without a code. */
const DATABASE_WORDS = /Connection terminated|Query read timeout|timeout exceeded when trying to connect/;

/** ioredis gives its time-outs and cuts no code; the rest are the first words of Redis itself. */
const REDIS_WORDS =
  /^(?:Command timed out|Connection is closed\.|LOADING |MASTERDOWN |READONLY |CLUSTERDOWN |UNBLOCKED |Stream isn't writeable)/;

interface Known {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: { cause?: { kind?: unknown; code?: unknown } } };
}

const isDatabaseAway = ({ name, message, code, meta }: Known) => {
  const { kind, code: state } = meta?.driverAdapterError?.cause ?? {};
  return (
    (name === 'PrismaClientKnownRequestError' && DATABASE_CODES.has(String(code))) ||
    DATABASE_KINDS.has(String(kind)) ||
    DATABASE_STATES.test(String(state)) ||
    DATABASE_WORDS.test(String(message))
  );
};

const isRedisAway = ({ name, message }: Known) =>
  name === 'MaxRetriesPerRequestError' || REDIS_WORDS.test(String(message));

/** The same error with a code that names the part, where it means that PostgreSQL or Redis is away; else as it was. */
export const namingPart = (error: unknown): unknown => {
  if (error instanceof AppError || typeof error !== 'object' || error === null) return error;
  const known = error as Known;
  if (isDatabaseAway(known)) return new AppError('DATABASE_UNAVAILABLE');
  if (isRedisAway(known)) return new AppError('REDIS_UNAVAILABLE');
  const named = namingPart(known.cause);
  return named instanceof AppError ? named : error;
};

/** What the work gives. Fails DATABASE_UNAVAILABLE, REDIS_UNAVAILABLE where that is what its error means. */
export const orOutage = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw namingPart(error);
  }
};
