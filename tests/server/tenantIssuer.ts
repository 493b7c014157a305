import { randomUUID } from 'node:crypto';
import { makeMembership, makeTenant, makeUser } from '../../prisma/factories.ts';
import { sealSecret } from '@/server/auth/secretBox';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { type Issuer, startIssuer } from '../e2e/issuer.ts';
import { originAt } from './askAt';
import { CookieJar } from './cookieJar';

const urlsOf = (slug: string, origin: string) => {
  const base = `${origin}/api/sso/${slug}`;
  return { start: `${base}/start`, callback: `${base}/callback`, logout: `${base}/logout` };
};

/** A tenant with an owner, at a host name of its own where one is given, and a real provider of its own that is switched on; its people are at `domain`, which is proven. */
export const tenantWithIssuer = async (
  options: NonNullable<Parameters<typeof startIssuer>[1]> & { hasLogout?: boolean; host?: string } = {},
) => {
  const tenant = await makeTenant(db());
  const owner = await makeUser(db());
  await makeMembership(db(), { tenantId: tenant.id, userId: owner.id }, 'owner');
  const { hasLogout = false, host, ...rest } = options;
  if (host !== undefined) await db().tenant.update({ where: { id: tenant.id }, data: { host } });
  const urls = urlsOf(tenant.slug, host === undefined ? env().WEBMTG_URL : originAt(host));
  const issuer = await startIssuer(urls.callback, {
    ...rest,
    ...(hasLogout ? { logoutUri: urls.logout } : {}),
  });
  const id = randomUUID();
  const provider = await db().identityProvider.create({
    data: {
      id,
      tenantId: tenant.id,
      name: 'Kumo ID',
      issuer: issuer.url,
      clientId: issuer.clientId,
      ...sealSecret(issuer.clientSecret, `provider:${id}`),
      roleClaim: 'groups',
      adminValues: ['meeting-admins'],
      triedAt: new Date(),
      isEnabled: true,
    },
  });
  const domain = `${randomUUID()}.example`;
  await db().tenantDomain.create({
    data: { tenantId: tenant.id, domain, token: randomUUID(), verifiedAt: new Date() },
  });
  return { tenant, owner, issuer, provider, domain, urls };
};

export type TenantWithIssuer = Awaited<ReturnType<typeof tenantWithIssuer>>;

/** Somebody whom the provider knows; at the tenant's domain unless said otherwise. */
export const personAt = (
  { issuer, domain }: Pick<TenantWithIssuer, 'issuer' | 'domain'>,
  claims: Parameters<Issuer['people']['set']>[1] = {},
) => {
  const subject = randomUUID();
  const email = `${subject}@${domain}`;
  issuer.people.set(subject, { name: 'Kai Mori', email, email_verified: true, ...claims });
  return { subject, email: claims.email ?? email };
};

/** From the provider's page, as the person with this subject, to the address that the provider sends the browser back to. */
export const logIn = async (jar: CookieJar, authorization: string, subject: string) => {
  const page = await jar.next(authorization);
  // Somebody who is signed in there is sent back at once.
  if (!page.includes('/login/')) return page;
  const resumed = await jar.next(page, { method: 'POST', body: new URLSearchParams({ subject }) });
  return await jar.next(resumed);
};

/** A whole sign-in; where it ends, in which browser. */
export const signInBy = async (
  { urls }: Pick<TenantWithIssuer, 'urls'>,
  subject: string,
  jar = new CookieJar(),
) => {
  const authorization = await jar.next(urls.start);
  const answer = await logIn(jar, authorization, subject);
  return { jar, answer, end: await jar.next(answer) };
};

/** Why a sign-in has ended at the sign-in page. */
export const errorIn = (end: string) => new URL(end).searchParams.get('error');
