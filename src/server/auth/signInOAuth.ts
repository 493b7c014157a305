import 'server-only';
import { email as emailSchema, type Locale, NAME_MAX } from '@/shared/auth';
import { line } from '@/shared/line';
import { db } from '../db';
import { translator } from '../translator';
import { isUniqueViolation } from './isUniqueViolation';
import { SignInRefused } from './SignInRefused';
import { insertTenant, withSlug } from './tenants';
import { sendFirstVerification } from './verifyEmail';

/** Who a provider says that somebody is. */
export interface Identity {
  provider: string;
  subject: string;
  email: string | null;
  /** The provider has made sure that the address is theirs. */
  isEmailVerified: boolean;
  name: string | null;
}

const ATTEMPTS = 3;

const insertPerson = async (identity: Identity, email: string, locale: Locale) => {
  const parsedName = line(NAME_MAX).safeParse(identity.name ?? '');
  const name = parsedName.success ? parsedName.data : (email.split('@')[0]?.slice(0, NAME_MAX) ?? email);
  const organisation = translator(locale, 'auth')('defaultOrganisation', { name: name.slice(0, 40) });
  const { provider, subject, isEmailVerified } = identity;
  return await withSlug(
    organisation,
    async (slug) =>
      await db().$transaction(async (tx) => {
        const user = await tx.user.create({
          data: {
            name,
            email,
            locale,
            emailVerified: isEmailVerified ? new Date() : null,
            accounts: { create: { provider, subject } },
          },
          select: { id: true, email: true, name: true, locale: true },
        });
        await insertTenant(tx, { name: organisation, slug }, user.id);
        return user;
      }),
  );
};

const findOrInsert = async (identity: Identity, locale: Locale): Promise<string> => {
  const { provider, subject } = identity;
  const account = await db().account.findUnique({
    where: { provider_subject: { provider, subject } },
    select: { userId: true },
  });
  if (account) return account.userId;
  const email = emailSchema.safeParse(identity.email);
  if (!email.success) throw new SignInRefused('NoEmail');
  const owner = await db().user.findUnique({
    where: { email: email.data },
    select: { id: true, emailVerified: true },
  });
  if (owner) {
    // Both sides have proven the address, or the identity stays out: an address alone is only a claim.
    if (!owner.emailVerified || !identity.isEmailVerified) throw new SignInRefused('AccountExists');
    await db().account.create({ data: { userId: owner.id, provider, subject } });
    return owner.id;
  }
  const user = await insertPerson(identity, email.data, locale);
  if (!identity.isEmailVerified) sendFirstVerification(user);
  return user.id;
};

/**
 * The id of the person behind an identity: known, linked by an address that both sides have proven, or new with an
 * organisation of their own. Throws SignInRefused.
 */
export const signInOAuth = async (identity: Identity, locale: Locale): Promise<string> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await findOrInsert(identity, locale);
    } catch (error) {
      // Two tabs at once: what the other one has just made is found the next time round.
      if (attempt === ATTEMPTS || !isUniqueViolation(error)) throw error;
    }
  }
};
