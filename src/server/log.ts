import 'server-only';
import { pino, stdSerializers } from 'pino';
import { env } from './env';

/** Milliseconds for which what goes on behind an answer is still its request's: a connection opened for it lives longer. */
const AFTER = 60_000;

const globals = globalThis as {
  /** Of web.ts, which knows the request that something is done for. */
  webmtgAsked?: { getStore: () => { id: string; endedAt: number | null } | undefined };
};

const requestOf = (): object => {
  const asked = globals.webmtgAsked?.getStore();
  const isOver = asked?.endedAt && Date.now() - asked.endedAt > AFTER;
  return asked && !isOver ? { requestId: asked.id } : {};
};

let root: ReturnType<typeof pino> | undefined;

/** The process's logger: JSON lines on standard output with the request that they belong to, secrets left out. */
export const log = () =>
  (root ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    mixin: requestOf,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: stdSerializers.errWithCause },
    redact: ['password', 'token', 'secret', 'authorization', 'cookie', '*.password', '*.token', '*.secret'],
  }));
