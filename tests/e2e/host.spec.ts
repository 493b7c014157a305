import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { makeMembership, makeTenant } from '../../prisma/factories.ts';
import { join } from './call';
import { db, makeOrganisation, setting } from './people';
import { expect, test } from './test';

const PASSWORD = 'glass otter plans tuesday';

test('under its own host an organisation is alone: its door, its rooms, its links, its calls', async ({
  openContext,
}) => {
  const { tenant, host: person, room } = await makeOrganisation();
  const elsewhere = await makeTenant(db, { name: 'Elsewhere Ltd' });
  await makeMembership(db, { tenantId: elsewhere.id, userId: person.id }, 'owner');
  await db.user.update({ where: { id: person.id }, data: { passwordHash: await hash(PASSWORD) } });
  // Browsers lead every name under localhost to this machine, and take it for safe without TLS.
  const host = `meet-${randomUUID()}.localhost`;
  await db.tenant.update({ where: { id: tenant.id }, data: { host } });
  const { port } = new URL(setting('WEBMTG_URL'));
  const site = `http://${host}:${port}`;

  const page = await (await openContext({ baseURL: site })).newPage();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Sign in to ${tenant.name}`);
  await expect(page.getByRole('button', { name: 'passkey' })).toHaveCount(0);
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${site}/t/${tenant.slug}`);
  await expect(page.getByText(elsewhere.name)).toHaveCount(0);
  await page.goto(`/t/${elsewhere.slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address');

  await page.goto(`/t/${tenant.slug}/settings`);
  await expect(page.getByText(`${host}. CNAME localhost.`)).toBeVisible();
  await page.goto('/account');
  await expect(page.getByText(`You are signed in at the address of ${tenant.name}`)).toBeVisible();
  await page.goto(setting('WEBMTG_URL'));
  await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();

  await join(page, room.code);
});
