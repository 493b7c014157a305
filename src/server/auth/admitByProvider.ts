import 'server-only';
import type { Locale } from '@/shared/auth';
import type { AuditAction } from '@/shared/audit';
import { audit, SYSTEM } from '../audit';
import { db, type Tx } from '../db';
import { forgetWaysIn } from './forgetWaysIn';
import { isUniqueViolation } from './isUniqueViolation';
import { tellMembers } from './members';
import { accountProvider, type ProviderHome, type Recognised, recognise, roleIn } from './providerPerson';
import type { Claims } from './providerFlow';
import { revokeSessions } from './sessions';
import { followRole } from './showOut';
import { SignInRefused } from './SignInRefused';

type Home = ProviderHome & { tenant: { locale: Locale } };

interface Newcomer {
  claims: Claims;
  home: Home;
}

const note = async (
  tx: Tx,
  { home }: Newcomer,
  action: AuditAction,
  { person, detail }: { person: { id: string; name: string }; detail: Record<string, string> },
) => {
  const target = { kind: 'person', ...person } as const;
  await audit(
    SYSTEM,
    { tenantId: home.tenant.id, action, target, detail: { ...detail, by: 'provider' } },
    tx,
  );
};

/** Follows what the provider says of a member's role by now; whether it changed. Owners are its owners' matter. */
const updateRole = async (tx: Tx, newcomer: Newcomer, person: { id: string; name: string }) => {
  const { claims, home } = newcomer;
  const role = roleIn(claims, home.provider);
  if (role === null) return false;
  const before = role === 'admin' ? 'member' : 'admin';
  const { count } = await tx.membership.updateMany({
    where: { tenantId: home.tenant.id, userId: person.id, role: before },
    data: { role },
  });
  if (count === 1) await note(tx, newcomer, 'member.role', { person, detail: { before, after: role } });
  return count === 1;
};

/** Whoever looks at the tenant's people sees it, and what the person has open asks for its right anew. */
const tell = async ({ home }: Newcomer, userId: string) => {
  await Promise.all([followRole(home.tenant.id, userId), tellMembers(home.tenant.id)]);
};

/** Whoever made this account has never proven its address: nothing of theirs opens it any more. */
const takeBack = async (tx: Tx, userId: string) => {
  await forgetWaysIn(tx, userId);
  await tx.user.update({
    where: { id: userId },
    data: { passwordHash: null, emailVerified: new Date() },
    select: { id: true },
  });
};

const join = async (tx: Tx, newcomer: Newcomer, person: { id: string; name: string }) => {
  const { claims, home } = newcomer;
  const role = roleIn(claims, home.provider) ?? 'member';
  await tx.membership.create({ data: { tenantId: home.tenant.id, userId: person.id, role } });
  await note(tx, newcomer, 'provider.admit', { person, detail: { role } });
};

const link = async (newcomer: Newcomer, found: Recognised & { kind: 'linked' }) => {
  const { claims, home } = newcomer;
  const { userId, name, isProven, isSameIdentity, isMember } = found;
  const isTaken = !isSameIdentity && !isProven;
  // Without Redis the account stays whose it was.
  if (isTaken) await revokeSessions(userId);
  await db().$transaction(async (tx) => {
    if (!isSameIdentity) {
      if (isTaken) await takeBack(tx, userId);
      const provider = accountProvider(home.provider.id);
      await tx.account.create({ data: { userId, provider, subject: claims.sub } });
    }
    const enter = isMember ? updateRole : join;
    await enter(tx, newcomer, { id: userId, name });
  });
  // Until then its maker's ways in have opened sessions.
  if (isTaken) await revokeSessions(userId);
  await tell(newcomer, userId);
  return { userId, isTaken };
};

const insert = async (newcomer: Newcomer, { name, email }: Recognised & { kind: 'new' }) => {
  const { claims, home } = newcomer;
  const identity = { provider: accountProvider(home.provider.id), subject: claims.sub };
  const userId = await db().$transaction(async (tx) => {
    const { locale } = home.tenant;
    // The tenant has proven the domain, and its provider speaks for the addresses in it.
    const data = { name, email, locale, emailVerified: new Date(), accounts: { create: identity } };
    const user = await tx.user.create({ data, select: { id: true, name: true } });
    await join(tx, newcomer, user);
    return user.id;
  });
  await tell(newcomer, userId);
  return { userId, isTaken: false };
};

const follow = async (newcomer: Newcomer, { userId, name }: Recognised & { kind: 'known' }) => {
  const person = { id: userId, name };
  if (await db().$transaction(async (tx) => await updateRole(tx, newcomer, person)))
    await tell(newcomer, userId);
  return { userId, isTaken: false };
};

interface Admitted {
  userId: string;
  /** The account was taken back from whoever had made it, and all its sessions ended just now. */
  isTaken: boolean;
}

const admitOnce = async (newcomer: Newcomer): Promise<Admitted> => {
  const found = await recognise(newcomer.claims, newcomer.home);
  switch (found.kind) {
    case 'refused':
      throw new SignInRefused(found.reason);
    case 'new':
      return await insert(newcomer, found);
    case 'linked':
      return await link(newcomer, found);
    case 'known':
      return await follow(newcomer, found);
  }
};

const ATTEMPTS = 3;

/**
 * The person whom a tenant's provider has sent, a member of that tenant from then on at the latest, with the role that
 * the claims give. Throws SignInRefused.
 */
export const admitByProvider = async (newcomer: Newcomer): Promise<Admitted> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await admitOnce(newcomer);
    } catch (error) {
      // Two tabs at once: what the other one has just made is found the next time round.
      if (attempt === ATTEMPTS || !isUniqueViolation(error)) throw error;
    }
  }
};
