import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import type { updateProfileInput } from '@/shared/auth';
import { db } from '../db';
import { defined } from '../defined';
import { fail } from '../errors';

/** Identities at tenants' own providers are the tenants' matter. */
const ownProvider = { provider: { not: { startsWith: 'tenant:' } } } satisfies Prisma.AccountWhereInput;

const meSelect = (tenantId: string | null) =>
  ({
    id: true,
    email: true,
    emailVerified: true,
    name: true,
    locale: true,
    avatarId: true,
    accounts: { where: ownProvider, select: { id: true, provider: true }, orderBy: { createdAt: 'asc' } },
    memberships: {
      where: { tenant: { deletedAt: null }, ...(tenantId === null ? {} : { tenantId }) },
      select: { role: true, tenant: { select: { slug: true, name: true, logoId: true } } },
      orderBy: { createdAt: 'asc' },
    },
  }) satisfies Prisma.UserSelect;

type SignedIn = { userId: string; tenantId: string | null; hostTenantId: string | null };

/**
 * A person, and the organisations that this session of theirs is good for, oldest first; null where the account is
 * gone.
 */
export const findMe = async ({ userId, tenantId, hostTenantId }: SignedIn) => {
  // A session of a provider's under another tenant's host is good for nothing: belongsTo has the last word.
  const only = hostTenantId ?? tenantId;
  const user = await db().user.findUnique({ where: { id: userId }, select: meSelect(only) });
  if (!user) return null;
  const { memberships, accounts, ...rest } = user;
  return {
    ...rest,
    /** Whether the session is one tenant's, by its provider or its host: it is good there alone, and changes no account. */
    isScoped: only !== null,
    isByProvider: tenantId !== null,
    accounts: only === null ? accounts : [],
    tenants: memberships.map(({ role, tenant }) => Object.assign(tenant, { role })),
  };
};

/** The person who asks. Fails UNAUTHENTICATED where the account is gone. */
export const getMe = async (viewer: SignedIn) => (await findMe(viewer)) ?? fail('UNAUTHENTICATED');

/** Changes a person's name and the language of their mail, those that are given. */
export const updateProfile = async (userId: string, input: z.output<typeof updateProfileInput>) =>
  await db().user.update({
    where: { id: userId },
    data: defined(input),
    select: { id: true, name: true, locale: true },
  });
