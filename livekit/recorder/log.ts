import { pino, stdSerializers } from 'pino';
import { logLevel } from './settings.ts';

/** JSON lines on standard output. Addresses of pages are never logged: they carry the recorder's token. */
export const log = pino({
  name: 'recorder',
  level: logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { error: stdSerializers.errWithCause },
  redact: ['token', 'secret', 'url', '*.token', '*.secret', '*.url'],
});
