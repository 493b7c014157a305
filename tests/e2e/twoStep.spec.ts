import { hash } from '@node-rs/argon2';
import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { makeMembership, makeRoom, makeTenant, makeUser } from '../../prisma/factories.ts';
import { db, signIn } from './people';
import { expect, test } from './test';

const PASSWORD = 'glass otter plans tuesday';

const makeOwner = async () => {
  const user = await makeUser(db, { passwordHash: await hash(PASSWORD) });
  const tenant = await makeTenant(db);
  await makeMembership(db, { tenantId: tenant.id, userId: user.id }, 'owner');
  return { user, tenant };
};

const givePassword = async (page: Page, email: string, from = '/sign-in') => {
  await page.goto(from);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

const signOut = async (page: Page) => {
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL('/');
};

/** A phone that makes passkeys and unlocks itself, of Chromium's own making. */
const addAuthenticator = async (page: Page) => {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
};

const codeOf = (secret: string, steps: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

const keepCodes = async (page: Page) => {
  const items = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(items).toHaveCount(10);
  const codes = await items.allTextContents();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return codes;
};

/** Sets an authenticator app up; returns its secret and the recovery codes. */
const setUpApp = async (page: Page) => {
  await page.getByRole('button', { name: 'Set up', exact: true }).click();
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  const secret = (await page.getByTestId('secret').textContent())?.replaceAll(' ', '') ?? '';
  await page.getByLabel('The code that the app shows').fill('000000');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByLabel('The code that the app shows')).toHaveAccessibleDescription(/is wrong/);
  await page.getByLabel('The code that the app shows').fill(codeOf(secret, -1));
  await page.getByRole('button', { name: 'Turn on' }).click();
  return { secret, codes: await keepCodes(page) };
};

test('a passkey is made, signs in alone, and follows a password', async ({ openContext }) => {
  const { user, tenant } = await makeOwner();
  const page = await (await openContext()).newPage();
  await addAuthenticator(page);
  await givePassword(page, user.email);
  await expect(page).toHaveURL(`/t/${tenant.slug}`);

  await page.goto('/account');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await keepCodes(page);
  await expect(page.getByText('Passkey 1')).toBeVisible();
  await page.getByRole('button', { name: 'More for “Passkey 1”' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('Name', { exact: true }).last().fill('Pocket phone');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Pocket phone')).toBeVisible();

  await signOut(page);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(`/t/${tenant.slug}`);

  await signOut(page);
  await givePassword(page, user.email);
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(`/t/${tenant.slug}`);
});

test('an app’s code, or a recovery code once, follows the password', async ({ openContext }) => {
  const { user, tenant } = await makeOwner();
  const page = await (await openContext()).newPage();
  await givePassword(page, user.email, '/sign-in?callbackUrl=/account');
  await expect(page).toHaveURL('/account');
  const { secret, codes } = await setUpApp(page);
  await expect(page.getByText('10 left')).toBeVisible();

  await signOut(page);
  await givePassword(page, user.email);
  await page.getByLabel('Code', { exact: true }).fill('123456');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'That code is wrong' })).toBeVisible();
  // Between password and second step nobody is in.
  const half = await page.context().request.get('/account', { maxRedirects: 0 });
  expect(half.status()).toBe(307);
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, 0));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(`/t/${tenant.slug}`);

  for (const isGood of [true, false]) {
    await signOut(page);
    await givePassword(page, user.email);
    await page.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
    await page.getByRole('button', { name: 'Continue' }).click();
    if (isGood) await expect(page).toHaveURL(`/t/${tenant.slug}`);
    else await expect(page.getByRole('alert').filter({ hasText: 'That code is wrong' })).toBeVisible();
  }
});

test('an organisation that asks for two steps says so, leads to the set-up, and lets in', async ({
  openContext,
}) => {
  const { user, tenant } = await makeOwner();
  const colleague = await makeUser(db, { passwordHash: await hash(PASSWORD) });
  await makeMembership(db, { tenantId: tenant.id, userId: colleague.id }, 'member');
  const room = await makeRoom(db, { tenantId: tenant.id, hostId: user.id });

  const owner = await (await openContext()).newPage();
  await givePassword(owner, user.email, `/sign-in?callbackUrl=/t/${tenant.slug}/settings`);
  await expect(owner.getByRole('switch', { name: 'Everybody needs a second step' })).toBeDisabled();
  await owner.getByRole('link', { name: 'Go to your account' }).click();
  await setUpApp(owner);
  await owner.goto(`/t/${tenant.slug}/settings`);
  await owner.getByRole('switch', { name: 'Everybody needs a second step' }).click();
  await expect(owner.getByText('Saved')).toBeVisible();

  const page = await (await openContext()).newPage();
  await givePassword(page, colleague.email, `/sign-in?callbackUrl=/t/${tenant.slug}/files`);
  await expect(page).toHaveURL(new RegExp(`/closed/${tenant.slug}`));
  await expect(page.getByText(`${tenant.name} asks for a second step`)).toBeVisible();
  await page.goto(`/m/${room.code}`);
  await expect(page).toHaveURL(new RegExp(`/closed/${tenant.slug}`));
  await page.getByRole('link', { name: 'Set up a second step' }).click();
  const { secret } = await setUpApp(page);
  await page.goto(`/t/${tenant.slug}/files`);
  await expect(page.getByRole('heading', { name: 'Files' })).toBeVisible();

  // A session that took one step, as one from before, takes the second here.
  await signOut(page);
  await givePassword(page, colleague.email);
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, 0));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(`/t/${tenant.slug}`);
});

test('who signed in long ago confirms who they are before anything changes', async ({ openContext }) => {
  const { user } = await makeOwner();
  const context = await openContext();
  await signIn(context, user.id, new Date(Date.now() - 3_600_000));
  const page = await context.newPage();
  await page.goto('/account');
  await page.getByRole('button', { name: 'Set up', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.getByLabel('Your password').fill('not the right words');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByLabel('Your password')).toHaveAccessibleDescription(/not your password/);
  await dialog.getByLabel('Your password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('dialog', { name: 'Set up an authenticator app' })).toBeVisible();
});
