import 'server-only';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { parse, stringify, validate } from 'uuid';
import { env } from '../env';

const ID_BYTES = 16;
const MAC_BYTES = 16;

let derived: Buffer | undefined;

const secret = () =>
  (derived ??= Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', 'webmtg share links', 32)));

/** What a link to a recording ends in: its id, and a code for it that only this server can make. */
export const shareTokenOf = (linkId: string): string => {
  const id = parse(linkId);
  const code = createHmac('sha256', secret()).update(id).digest().subarray(0, MAC_BYTES);
  return Buffer.concat([id, code]).toString('base64url');
};

/** The id of the link that a token is of, or null where we didn't make it. */
export const linkIdOf = (token: string): string | null => {
  const given = Buffer.from(token, 'base64url');
  if (given.length !== ID_BYTES + MAC_BYTES) return null;
  const id = stringifyId(given.subarray(0, ID_BYTES));
  if (id === null) return null;
  const right = Buffer.from(shareTokenOf(id), 'base64url');
  return timingSafeEqual(given, right) ? id : null;
};

/** An id as text, or null where its bytes are none. */
const stringifyId = (bytes: Uint8Array): string | null => {
  try {
    const id = stringify(bytes);
    return validate(id) ? id : null;
  } catch {
    return null;
  }
};
