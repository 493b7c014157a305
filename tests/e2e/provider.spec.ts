import { randomUUID } from 'node:crypto';
import { makeMembership, makeTenant, makeUser } from '../../prisma/factories.ts';
import { startDns } from '../server/dnsServer';
import { freePort } from './freePort';
import { type Issuer, startIssuer } from './issuer';
import { db, openSession } from './people';
import { startServer, type Server } from './startServer';
import { expect, test as base } from './test';
import type { Page } from '@playwright/test';

interface Deployment {
  server: Server;
  records: Map<string, string[]>;
}

/** A web server that asks a DNS server of ours. */
const test = base.extend<object, { deployment: Deployment }>({
  deployment: [
    async ({ browserName: _any }, provide) => {
      const records = new Map<string, string[]>();
      const dns = await startDns(records);
      const server = await startServer(await freePort(), {
        WEBMTG_DNS: dns.address,
        WEBMTG_PRIVATE_PROVIDERS: '1',
      });
      await provide({ server, records });
      await server.stop();
      await dns.stop();
    },
    { scope: 'worker' },
  ],
});

const logInAs = async (page: Page, subject: string) => {
  await page.getByLabel('Subject').fill(subject);
  await page.getByRole('button', { name: 'Log in' }).click();
};

const personAt = (issuer: Issuer, domain: string, groups: string[] = []) => {
  const subject = randomUUID();
  const email = `kai.${subject.slice(0, 8)}@${domain}`;
  issuer.people.set(subject, { name: 'Kai Mori', email, email_verified: true, groups });
  return { subject, email };
};

const organisation = async (name: string) => {
  const tenant = await makeTenant(db, { name });
  const owner = await makeUser(db);
  await makeMembership(db, { tenantId: tenant.id, userId: owner.id }, 'owner');
  return { tenant, owner };
};

test('an owner sets a provider up, tries it and switches it on; people come in by their address', async ({
  openContext,
  deployment: { server, records },
}) => {
  const { tenant, owner } = await organisation('Kumo Works');
  const domain = `${randomUUID()}.example`;
  const context = await openContext({ baseURL: server.url });
  await context.addCookies([{ ...(await openSession(owner.id)), url: server.url, httpOnly: true }]);
  const page = await context.newPage();
  await page.goto(`/t/${tenant.slug}/settings`);
  await page.getByRole('link', { name: 'Set up' }).click();
  const redirectUri = `${server.url}/api/sso/${tenant.slug}/callback`;
  await expect(page.getByText(redirectUri)).toBeVisible();
  const issuer = await startIssuer(redirectUri);

  await page.getByLabel('Name', { exact: true }).fill('Kumo ID');
  await page.getByLabel('Issuer').fill(issuer.url);
  await page.getByLabel('Client ID').fill(issuer.clientId);
  await page.getByLabel('Client secret').fill(issuer.clientSecret);
  await page.getByLabel('Claim with the role').fill('groups');
  await page.getByLabel('Values that make an administrator').fill('meeting-admins\nboard');
  await page.getByRole('button', { name: 'Save' }).click();
  const enable = page.getByRole('switch', { name: 'Let people sign in with Kumo ID' });
  await expect(enable).toBeDisabled();
  await expect(page.getByLabel('Client secret')).toHaveValue('');

  const boss = personAt(issuer, domain, ['board']);
  await page.getByRole('button', { name: 'Try it' }).click();
  await logInAs(page, boss.subject);
  await expect(page.getByText('This person would not be let in')).toBeVisible();

  await page.getByLabel('Domain').fill(domain);
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('The record isn’t there yet')).toBeVisible();
  const { token } = await db.tenantDomain.findFirstOrThrow({ where: { domain } });
  await expect(page.getByText(token)).toBeVisible();
  records.set(`_webmtg.${domain}`, [token]);
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible();

  // Signed in at the provider already: it sends back at once.
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText('This person would be let in: Administrator')).toBeVisible();
  await page.getByText('What the provider says of this person').click();
  await expect(page.getByText('["board"]')).toBeVisible();
  await enable.click();
  await expect(enable).toBeChecked();
  const onlyWay = page.getByRole('switch', { name: 'The only way in' });
  await onlyWay.click();
  await expect(onlyWay).toBeChecked();

  const kai = personAt(issuer, domain);
  const other = await openContext({ baseURL: server.url });
  const theirs = await other.newPage();
  await theirs.goto(`/sign-in?callbackUrl=/t/${tenant.slug}/recordings`);
  await theirs.getByLabel('E-mail address').fill(kai.email);
  await expect(theirs.getByRole('link', { name: 'Continue with Kumo ID' })).toBeVisible();
  await expect(theirs.getByLabel('Password', { exact: true })).toBeHidden();
  await theirs.getByLabel('E-mail address').press('Enter');
  await logInAs(theirs, kai.subject);
  await expect(theirs).toHaveURL(`/t/${tenant.slug}/recordings`);
  await theirs.goto('/account');
  await expect(theirs.getByText('This session is good for Kumo Works alone')).toBeVisible();
  await expect(theirs.getByRole('heading', { name: 'Devices' })).toBeHidden();

  const ben = personAt(issuer, domain);
  const colleague = await makeUser(db, { email: ben.email });
  await makeMembership(db, { tenantId: tenant.id, userId: colleague.id }, 'member');
  const third = await openContext({ baseURL: server.url });
  await third.addCookies([{ ...(await openSession(colleague.id)), url: server.url, httpOnly: true }]);
  const bens = await third.newPage();
  await bens.goto(`/t/${tenant.slug}/files`);
  await expect(bens.getByText('Kumo Works asks for its own sign-in')).toBeVisible();
  await bens.getByRole('link', { name: 'Continue with Kumo ID' }).click();
  await logInAs(bens, ben.subject);
  await expect(bens).toHaveURL(`/t/${tenant.slug}/files`);
  await issuer.stop();
});

/** An organisation with a provider that is switched on, where this person is a member by that provider. */
const organisationOf = async (server: Server, name: string, person: { userId: string; subject: string }) => {
  const { tenant, owner } = await organisation(name);
  const issuer = await startIssuer(`${server.url}/api/sso/${tenant.slug}/callback`);
  const { name: cookie, value } = await openSession(owner.id);
  const answer = await fetch(`${server.url}/api/trpc/auth.provider.set`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, cookie: `${cookie}=${value}` },
    body: JSON.stringify({
      tenant: tenant.slug,
      name: `${name} ID`,
      issuer: issuer.url,
      clientId: issuer.clientId,
      secret: issuer.clientSecret,
      roleClaim: '',
      adminValues: [],
    }),
  });
  expect(answer.status, await answer.text()).toBe(200);
  const provider = await db.identityProvider.update({
    where: { tenantId: tenant.id },
    data: { triedAt: new Date(), isEnabled: true },
  });
  const { userId, subject } = person;
  await makeMembership(db, { tenantId: tenant.id, userId }, 'member');
  await db.account.create({ data: { userId, provider: `tenant:${provider.id}`, subject } });
  issuer.people.set(subject, { name: 'Kai Mori' });
  return { tenant, issuer };
};

test('one person in two browsers is in two organisations, each by its own provider', async ({
  openContext,
  deployment: { server },
}) => {
  const kai = await makeUser(db, { name: 'Kai Mori' });
  const person = { userId: kai.id, subject: randomUUID() };
  const places = [
    await organisationOf(server, 'Kumo Works', person),
    await organisationOf(server, 'Nami Labs', person),
  ];
  const pages = [];
  for (const { tenant } of places) {
    const page = await (await openContext({ baseURL: server.url })).newPage();
    await page.goto(`/t/${tenant.slug}`);
    await page.getByRole('link', { name: `Continue with ${tenant.name} ID` }).click();
    await logInAs(page, person.subject);
    await expect(page).toHaveURL(`/t/${tenant.slug}`);
    pages.push(page);
  }
  for (const [index, page] of pages.entries()) {
    const [here, there] = [places[index], places[1 - index]];
    await page.goto(`/t/${here?.tenant.slug}`);
    await expect(page.getByText(here?.tenant.name ?? '').first()).toBeVisible();
    await page.goto(`/t/${there?.tenant.slug}`);
    await expect(page.getByText(there?.tenant.name ?? '')).toBeHidden();
    await expect(page.getByText('There is nothing at this address')).toBeVisible();
  }
  await Promise.all(places.map(async ({ issuer }) => await issuer.stop()));
});
