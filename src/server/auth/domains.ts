import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Prisma } from '@/generated/prisma/client';
import type { AuditAction } from '@/shared/audit';
import { type Actor, actorOf, audit } from '../audit';
import { db, type Tx } from '../db';
import { readTxt } from '../dns';
import { fail } from '../errors';
import { lockTenant } from '../lockTenant';
import { isUniqueViolation } from './isUniqueViolation';
import type { Owner } from './providerSettings';

const DOMAINS_MAX = 50;

const domainSelect = {
  id: true,
  domain: true,
  token: true,
  verifiedAt: true,
} satisfies Prisma.TenantDomainSelect;

type Domain = Prisma.TenantDomainGetPayload<{ select: typeof domainSelect }>;

/** The name under which a domain's owner publishes the token. */
const recordOf = (domain: string) => `_webmtg.${domain}`;

/** The tenant's domains, and the TXT record that proves each. */
export const listDomains = async ({ tenant }: Pick<Owner, 'tenant'>) => {
  const domains = await db().tenantDomain.findMany({
    where: { tenantId: tenant.id },
    select: domainSelect,
    orderBy: { domain: 'asc' },
  });
  return domains.map((one) => Object.assign(one, { record: recordOf(one.domain) }));
};

const note = async (
  tx: Tx,
  { tenantId, actor }: { tenantId: string; actor: Actor },
  action: AuditAction,
  { id, domain }: Omit<Domain, 'verifiedAt'>,
) => {
  const target = { kind: 'domain', id, name: domain } as const;
  await audit(actor, { tenantId, action, target }, tx);
};

/** Claims a domain for the tenant; one that it has stays as it is. Fails DOMAINS_FULL. */
export const addDomain = async (owner: Owner, domain: string) => {
  const { id: tenantId } = owner.tenant;
  const actor = await actorOf(owner);
  const token = randomBytes(24).toString('base64url');
  try {
    await db().$transaction(async (tx) => {
      await lockTenant(tx, tenantId);
      if ((await tx.tenantDomain.count({ where: { tenantId } })) >= DOMAINS_MAX) fail('DOMAINS_FULL');
      const added = await tx.tenantDomain.create({ data: { tenantId, domain, token }, select: domainSelect });
      await note(tx, { tenantId, actor }, 'domain.add', added);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
};

const find = async ({ tenant }: Owner, id: string) =>
  (await db().tenantDomain.findFirst({ where: { id, tenantId: tenant.id }, select: domainSelect })) ??
  fail('NOT_FOUND');

/**
 * Asks DNS whether a domain is the tenant's; from then on its provider speaks for the addresses in it. Fails
 * NOT_FOUND, DNS_UNAVAILABLE, DOMAIN_UNPROVEN, DOMAIN_TAKEN (another tenant has proven it).
 */
export const checkDomain = async (owner: Owner, id: string) => {
  const found = await find(owner, id);
  if (found.verifiedAt) return;
  const records = await readTxt(recordOf(found.domain));
  if (!records.some((record) => record.trim() === found.token)) fail('DOMAIN_UNPROVEN');
  const [tenantId, actor] = [owner.tenant.id, await actorOf(owner)];
  try {
    await db().$transaction(async (tx) => {
      await tx.tenantDomain.update({ where: { id }, data: { verifiedAt: new Date() }, select: { id: true } });
      await note(tx, { tenantId, actor }, 'domain.prove', found);
    });
  } catch (error) {
    if (isUniqueViolation(error)) fail('DOMAIN_TAKEN');
    throw error;
  }
};

/** Gives a domain up: nobody new comes in by its addresses. Fails NOT_FOUND. */
export const removeDomain = async (owner: Owner, id: string) => {
  const found = await find(owner, id);
  const [tenantId, actor] = [owner.tenant.id, await actorOf(owner)];
  await db().$transaction(async (tx) => {
    await tx.tenantDomain.deleteMany({ where: { id } });
    await note(tx, { tenantId, actor }, 'domain.remove', found);
  });
};
