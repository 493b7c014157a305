import 'server-only';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { parse, stringify, validate } from 'uuid';
import { env } from './env';

const ID_BYTES = 16;
const MAC_BYTES = 16;

/** An id as text, or null where its bytes are none. */
const stringifyId = (bytes: Uint8Array): string | null => {
  try {
    const id = stringify(bytes);
    return validate(id) ? id : null;
  } catch {
    return null;
  }
};

/** The secrets of one kind of links: each is derived from the link's id, and good for no other kind. */
export const linkTokens = (kind: string) => {
  let derived: Buffer | undefined;
  const secret = () => (derived ??= Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', kind, 32)));

  /** What a link ends in: its id, and a code for it that only this server can make. */
  const tokenOf = (linkId: string): string => {
    const id = parse(linkId);
    const code = createHmac('sha256', secret()).update(id).digest().subarray(0, MAC_BYTES);
    return Buffer.concat([id, code]).toString('base64url');
  };

  /** The id of the link that a token is of, or null where we didn't make it. */
  const idOf = (token: string): string | null => {
    const given = Buffer.from(token, 'base64url');
    if (given.length !== ID_BYTES + MAC_BYTES) return null;
    const id = stringifyId(given.subarray(0, ID_BYTES));
    if (id === null) return null;
    const right = Buffer.from(tokenOf(id), 'base64url');
    return timingSafeEqual(given, right) ? id : null;
  };

  return { tokenOf, idOf };
};
