import 'server-only';
import { randomInt } from 'node:crypto';
import { actorOf, type Asker, audit } from '../audit';
import { db, type Tx } from '../db';
import { isUniqueViolation } from './isUniqueViolation';

const SLUG_BASE_MAX = 30;
const ATTEMPTS = 5;
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const random = (length: number) =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** A name's part of an address: its Latin letters and digits, or random ones where it has too few. */
const slugOf = (name: string) => {
  const base = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_BASE_MAX)
    .replaceAll(/^-|-$/g, '');
  return base.length >= 2 ? base : random(8);
};

const isTaken = async (slug: string) =>
  (await db().tenant.findUnique({ where: { slug }, select: { id: true } })) !== null;

/**
 * Runs `insert`, one transaction, with an address made of `name`; again with another while somebody else has it.
 */
export const withSlug = async <T>(name: string, insert: (slug: string) => Promise<T>): Promise<T> => {
  const base = slugOf(name);
  for (let attempt = 1; ; attempt++) {
    const slug = attempt === 1 ? base : `${base}-${random(5)}`;
    try {
      return await insert(slug);
    } catch (error) {
      if (attempt === ATTEMPTS || !isUniqueViolation(error) || !(await isTaken(slug))) throw error;
    }
  }
};

/** A tenant with its owner, inside a transaction. */
export const insertTenant = async (tx: Tx, tenant: { name: string; slug: string }, ownerId: string) =>
  await tx.tenant.create({
    data: { ...tenant, memberships: { create: { userId: ownerId, role: 'owner' } } },
    select: { id: true, slug: true, name: true },
  });

/** A new organisation owned by a person. */
export const createTenant = async (ctx: Asker & { userId: string }, name: string) => {
  const actor = await actorOf(ctx);
  return await withSlug(
    name,
    async (slug) =>
      await db().$transaction(async (tx) => {
        const { id, ...tenant } = await insertTenant(tx, { name, slug }, ctx.userId);
        const target = { kind: 'tenant', id, name } as const;
        await audit(actor, { tenantId: id, action: 'tenant.create', target }, tx);
        return tenant;
      }),
  );
};
