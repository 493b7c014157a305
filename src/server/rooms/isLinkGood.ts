import 'server-only';
import { db } from '../db';
import type { Person } from '../person';
import { readAdmission } from './admissions';

/**
 * Whether the link that a guest came by still holds. One that is over takes nobody out of the meeting that they came
 * into by it: for them it holds until that ends, unless it is revoked.
 */
export const isLinkGood = async (roomId: string, guest: Person & { linkId: string | null }) => {
  const { linkId: id } = guest;
  const where = { roomId, revokedAt: null };
  const link =
    id && (await db().roomLink.findFirst({ where: { id, ...where }, select: { expiresAt: true } }));
  if (!link) return false;
  if (link.expiresAt === null || link.expiresAt > new Date()) return true;
  return (await readAdmission(roomId, guest))?.isOutsider === true;
};
