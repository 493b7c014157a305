import 'server-only';
import { Resolver } from 'node:dns/promises';
import { env } from './env';
import { fail } from './errors';

const TIMEOUT_MS = 3_000;
const TRIES = 2;

/** The codes of a server that answers that there is no such record. */
const ABSENT: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

const isAbsent = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && ABSENT.has(error.code);

/** The TXT records of a name, each in one piece; none where there is no such name. Fails DNS_UNAVAILABLE. */
export const readTxt = async (name: string): Promise<string[]> => {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  const server = env().WEBMTG_DNS;
  if (server) resolver.setServers([server]);
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
  } catch (error) {
    return isAbsent(error) ? [] : fail('DNS_UNAVAILABLE');
  }
};
