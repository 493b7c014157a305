import 'server-only';
import { pino, stdSerializers } from 'pino';
import { env } from './env';

let root: ReturnType<typeof pino> | undefined;

/** The process's logger: JSON lines on standard output, secrets left out. */
export const log = () =>
  (root ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: stdSerializers.errWithCause },
    redact: ['password', 'token', 'secret', 'authorization', 'cookie', '*.password', '*.token', '*.secret'],
  }));
