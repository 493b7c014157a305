import 'server-only';
import { encode } from 'next-auth/jwt';
import { v7 as uuid } from 'uuid';
import type { Context } from '../context';
import { readCookie, setCookie } from '../cookies';
import { env } from '../env';
import { readToken } from './readToken';

/** Seconds that a guest is remembered in the room they joined. */
const GUEST_TTL = 24 * 3600;
const SALT = 'webmtg guest';

export interface Guest {
  id: string;
  /** Null for who came by a link and has not said it yet. */
  name: string | null;
  /** The link with a role that they came by. */
  linkId: string | null;
}

const guestCookie = (roomId: string) => `guest-${roomId}`;

/** The guest that a request's cookie names for this one room, or null. */
export const readGuest = async (headers: Headers, roomId: string): Promise<Guest | null> => {
  const token = readCookie(headers, guestCookie(roomId));
  if (!token) return null;
  const claims = await readToken(token, SALT);
  if (claims?.['roomId'] !== roomId || !claims.sub) return null;
  const linkId = claims['linkId'];
  return { id: claims.sub, name: claims.name ?? null, linkId: typeof linkId === 'string' ? linkId : null };
};

/** A guest with this name or link, and the rest as the one before, where there is one; also the cookie that says so. */
export const issueGuest = async (
  roomId: string,
  { before, ...given }: Partial<Pick<Guest, 'name' | 'linkId'>> & { before: Guest | null },
) => {
  const guest: Guest = { id: before?.id ?? uuid(), name: null, linkId: null, ...before, ...given };
  const token = await encode({
    token: { sub: guest.id, name: guest.name, roomId, ...(guest.linkId ? { linkId: guest.linkId } : {}) },
    secret: env().AUTH_SECRET,
    salt: SALT,
    maxAge: GUEST_TTL,
  });
  return { guest, cookie: setCookie(guestCookie(roomId), token, GUEST_TTL) };
};

/** Who is asking, as a guest of the room: the account, or the guest that the room's cookie names; and the link they came by. */
export const guestOf = async ({ viewer, headers }: Pick<Context, 'viewer' | 'headers'>, roomId: string) => {
  const guest = await readGuest(headers, roomId);
  if (viewer.kind === 'user') return { id: viewer.userId, isGuest: false, linkId: guest?.linkId ?? null };
  return guest && { id: guest.id, isGuest: true, linkId: guest.linkId };
};
