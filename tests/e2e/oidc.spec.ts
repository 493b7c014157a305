import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { makeMembership, makeTenant, makeUser } from '../../prisma/factories.ts';
import { freePort } from './freePort';
import { startIssuer, type Issuer } from './issuer';
import { db } from './people';
import { startServer, type Server } from './startServer';
import { expect, test as base } from './test';

interface Deployment {
  issuer: Issuer;
  server: Server;
}

/** An issuer, and a web server that takes people from it. */
const test = base.extend<object, { deployment: Deployment }>({
  deployment: [
    async ({ browserName: _any }, provide) => {
      const port = await freePort();
      const issuer = await startIssuer(`http://localhost:${port}/api/auth/callback/oidc`);
      const server = await startServer(port, {
        OIDC_ISSUER: issuer.url,
        OIDC_CLIENT_ID: issuer.clientId,
        OIDC_CLIENT_SECRET: issuer.clientSecret,
        OIDC_NAME: 'Kumo ID',
      });
      await provide({ issuer, server });
      await server.stop();
      await issuer.stop();
    },
    { scope: 'worker' },
  ],
});

/** Goes to the issuer and back as the person with this subject. */
const signInAs = async (page: Page, subject: string) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Continue with Kumo ID' }).click();
  await page.getByLabel('Subject').fill(subject);
  await page.getByRole('button', { name: 'Log in' }).click();
};

const person = (issuer: Issuer, claims: { email?: string; email_verified?: boolean; name?: string }) => {
  const subject = randomUUID();
  issuer.people.set(subject, { name: 'Kai Mori', email_verified: true, ...claims });
  return subject;
};

test('a new person lands in an organisation of their own, and is known the next time', async ({
  openContext,
  deployment: { issuer, server },
}) => {
  const email = `${randomUUID()}@people.example`;
  const subject = person(issuer, { email });
  const context = await openContext({ baseURL: server.url });
  const page = await context.newPage();
  await signInAs(page, subject);
  await expect(page).toHaveURL(/\/t\/kai-mori-s-organisation[a-z0-9-]*$/);
  await page.goto('/account');
  await expect(page.getByText(email)).toBeVisible();
  await expect(page.getByText('Kumo ID')).toBeVisible();
  const home = await db.tenant.findMany({ where: { memberships: { some: { user: { email } } } } });
  expect(home.map(({ name }) => name)).toEqual(['Kai Mori’s organisation']);

  const elsewhere = await (await openContext({ baseURL: server.url })).newPage();
  await signInAs(elsewhere, subject);
  await expect(elsewhere).toHaveURL(`/t/${home[0]?.slug}`);
  expect(await db.account.count({ where: { subject } })).toBe(1);
});

test('an address that both sides have proven leads into the account that has it', async ({
  openContext,
  deployment: { issuer, server },
}) => {
  const user = await makeUser(db);
  const tenant = await makeTenant(db);
  await makeMembership(db, { tenantId: tenant.id, userId: user.id }, 'member');
  const page = await (await openContext({ baseURL: server.url })).newPage();
  await signInAs(page, person(issuer, { email: user.email }));
  await expect(page).toHaveURL(`/t/${tenant.slug}`);
});

test("an address that the issuer has not proven opens nobody's account", async ({
  openContext,
  deployment: { issuer, server },
}) => {
  const user = await makeUser(db);
  const page = await (await openContext({ baseURL: server.url })).newPage();
  await signInAs(page, person(issuer, { email: user.email, email_verified: false }));
  await expect(page.getByText('There is an account with this e-mail address already')).toBeVisible();
  expect(await db.account.count({ where: { userId: user.id } })).toBe(0);
});

test('without an address nobody comes in', async ({ openContext, deployment: { issuer, server } }) => {
  const page = await (await openContext({ baseURL: server.url })).newPage();
  await signInAs(page, person(issuer, {}));
  await expect(page.getByText('did not tell us a confirmed e-mail address')).toBeVisible();
});

test('a flow that another browser began ends at the sign-in page', async ({
  openContext,
  deployment: { issuer, server },
}) => {
  const page = await (await openContext({ baseURL: server.url })).newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Continue with Kumo ID' }).click();
  await page.getByLabel('Subject').fill(person(issuer, { email: `${randomUUID()}@people.example` }));
  const answer = page.waitForRequest((request) => request.url().includes('/api/auth/callback/oidc?'));
  const victim = await openContext({ baseURL: server.url });
  await page.route('**/api/auth/callback/oidc?*', async (route) => await route.abort());
  await page.getByRole('button', { name: 'Log in' }).click();
  const stolen = (await answer).url();
  const theirs = await victim.newPage();
  await theirs.goto(stolen);
  await expect(theirs).toHaveURL(/\/sign-in\?.*error=/);
  await theirs.goto('/account');
  await expect(theirs).toHaveURL(/\/sign-in/);
});
