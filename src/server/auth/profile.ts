import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import type { updateProfileInput } from '@/shared/auth';
import { db } from '../db';
import { defined } from '../defined';
import { fail } from '../errors';

const meSelect = {
  id: true,
  email: true,
  emailVerified: true,
  name: true,
  locale: true,
  avatarId: true,
  accounts: { select: { id: true, provider: true }, orderBy: { createdAt: 'asc' } },
  memberships: {
    where: { tenant: { deletedAt: null } },
    select: { role: true, tenant: { select: { slug: true, name: true, logoId: true } } },
    orderBy: { createdAt: 'asc' },
  },
} satisfies Prisma.UserSelect;

/** A person, and the organisations they belong to, oldest first; null where the account is gone. */
export const findMe = async (userId: string) => {
  const user = await db().user.findUnique({ where: { id: userId }, select: meSelect });
  if (!user) return null;
  const { memberships, ...rest } = user;
  return { ...rest, tenants: memberships.map(({ role, tenant }) => Object.assign(tenant, { role })) };
};

/** The person who asks. Fails UNAUTHENTICATED where the account is gone. */
export const getMe = async (userId: string) => (await findMe(userId)) ?? fail('UNAUTHENTICATED');

/** Changes a person's name and the language of their mail, those that are given. */
export const updateProfile = async (userId: string, input: z.output<typeof updateProfileInput>) =>
  await db().user.update({
    where: { id: userId },
    data: defined(input),
    select: { id: true, name: true, locale: true },
  });
