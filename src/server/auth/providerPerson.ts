import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { email as emailSchema, NAME_MAX } from '@/shared/auth';
import { line } from '@/shared/line';
import { isDomainAllowed } from '@/shared/members';
import { domainOfAddress } from '@/shared/provider';
import { db } from '../db';
import type { ProviderClient } from './providerClient';
import type { Claims } from './providerFlow';

/** The name under which a provider's people are Accounts. */
export const accountProvider = (providerId: string) => `tenant:${providerId}`;

/** What the role and the person depend on, beside the claims. */
export interface ProviderHome {
  provider: ProviderClient;
  tenant: { id: string; mailDomains: string[] };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);

/** A claim by its name, or by a path of names with dots between them, as Keycloak's `realm_access.roles`. */
const claimAt = (claims: Record<string, unknown>, path: string): unknown => {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
};

/** The role that the claims give, or null where the provider says nothing of roles. An owner is made by owners alone. */
export const roleIn = (
  claims: Claims,
  { roleClaim, adminValues }: Pick<ProviderClient, 'roleClaim' | 'adminValues'>,
): 'admin' | 'member' | null => {
  if (roleClaim === null) return null;
  const given = [claimAt(claims, roleClaim)].flat();
  return given.some((value) => typeof value === 'string' && adminValues.includes(value)) ? 'admin' : 'member';
};

const nameIn = (claims: Claims, address: string) => {
  const given = textOf(claims['name']) ?? textOf(claims['preferred_username']) ?? '';
  const parsed = line(NAME_MAX).safeParse(given);
  return parsed.success ? parsed.data : (address.split('@')[0]?.slice(0, NAME_MAX) ?? address);
};

/** Why a provider's person isn't let in: it told no address, or one that it can't speak for. */
type PersonRefusal = 'NoEmail' | 'EmailDomain';

export type Recognised =
  /** One of the tenant's who has come by it before. */
  | { kind: 'known'; userId: string; name: string; email: string }
  /** Comes in with an account that there is: by its identity, or by its address. */
  | {
      kind: 'linked';
      userId: string;
      name: string;
      email: string;
      isProven: boolean;
      isSameIdentity: boolean;
      isMember: boolean;
    }
  | { kind: 'new'; name: string; email: string }
  | { kind: 'refused'; reason: PersonRefusal; email: string | null };

const personSelect = (tenantId: string) =>
  ({
    id: true,
    name: true,
    email: true,
    emailVerified: true,
    memberships: { where: { tenantId }, select: { role: true } },
  }) satisfies Prisma.UserSelect;

const isProvenDomain = async (domain: string, tenantId: string) =>
  (await db().tenantDomain.count({ where: { tenantId, domain, verifiedAt: { not: null } } })) === 1;

/** The address in the claims, where this very tenant may speak for it. */
const addressIn = async (claims: Claims, { tenant }: ProviderHome) => {
  const parsed = emailSchema.safeParse(claims['email']);
  if (!parsed.success || claims['email_verified'] === false || claims['email_verified'] === 'false')
    return { reason: 'NoEmail', email: textOf(claims['email']) } as const;
  const domain = domainOfAddress(parsed.data);
  const isAllowed =
    domain !== null &&
    isDomainAllowed(parsed.data, tenant.mailDomains) &&
    (await isProvenDomain(domain, tenant.id));
  return isAllowed
    ? ({ reason: null, email: parsed.data } as const)
    : ({ reason: 'EmailDomain', email: parsed.data } as const);
};

/**
 * Who the claims' person is to the tenant. Somebody new to it comes in by an address alone whose domain this tenant
 * has proven: no provider speaks for others' addresses, whatever it claims.
 */
export const recognise = async (claims: Claims, home: ProviderHome): Promise<Recognised> => {
  const select = personSelect(home.tenant.id);
  const identity = { provider: accountProvider(home.provider.id), subject: claims.sub };
  const account = await db().account.findUnique({
    where: { provider_subject: identity },
    select: { user: { select } },
  });
  const known = account?.user;
  if (known && known.memberships.length > 0)
    return { kind: 'known', userId: known.id, name: known.name, email: known.email };
  const { reason, email } = await addressIn(claims, home);
  if (reason !== null) return { kind: 'refused', reason, email };
  const user = known ?? (await db().user.findUnique({ where: { email }, select }));
  if (!user) return { kind: 'new', name: nameIn(claims, email), email };
  return {
    kind: 'linked',
    userId: user.id,
    name: user.name,
    email: user.email,
    isProven: user.emailVerified !== null,
    isSameIdentity: known !== undefined,
    isMember: user.memberships.length > 0,
  };
};
