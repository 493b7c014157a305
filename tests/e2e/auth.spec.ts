import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { lettersTo, linkIn } from '../mailbox.ts';
import { expect, test } from './test';

const PASSWORD = 'glass otter plans tuesday';
const NEW_PASSWORD = 'seven lamps under the sea';

const newEmail = () => `${randomUUID()}@people.example`;

const register = async (page: Page, email: string) => {
  await page.goto('/register');
  await page.getByLabel('Your name').fill('Aoi Tanaka');
  await page.getByLabel('Organisation').fill('Kumo Works');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
};

const signIn = async (page: Page, email: string, password: string) => {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

// Next keeps an empty alert of its own on every page, for its announcements.
const expectAlert = async (page: Page, words: string) =>
  await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();

const expectHome = async (page: Page) => await expect(page).toHaveURL(/\/t\/kumo-works[a-z0-9-]*$/);

test('a person registers, is in, signs out and is out', async ({ openContext }) => {
  const page = await (await openContext()).newPage();
  const email = newEmail();
  await register(page, email);
  await expectHome(page);
  await page.goto('/sign-in');
  await expectHome(page);
  await page.goto('/account');
  await expect(page.getByText(email)).toBeVisible();
  await expect(page.getByText('This device')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL('/');
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await signIn(page, email, 'not the right words');
  await expectAlert(page, 'The e-mail address or the password is wrong.');
  await signIn(page, email, PASSWORD);
  await expect(page).toHaveURL('/account');
});

test('a device signed out elsewhere is out at its next request', async ({ openContext }) => {
  const [here, there] = [await (await openContext()).newPage(), await (await openContext()).newPage()];
  const email = newEmail();
  await register(here, email);
  await expectHome(here);
  await there.goto('/sign-in');
  await signIn(there, email, PASSWORD);
  await expectHome(there);
  await there.goto('/account');
  await expect(there.getByRole('heading', { name: 'Your account' })).toBeVisible();

  await here.goto('/account');
  await here.getByRole('button', { name: /^Sign out .+ on .+/ }).click();
  await expect(here.getByText('Signed out', { exact: true })).toBeVisible();
  await expect(here.getByRole('button', { name: /^Sign out .+ on .+/ })).toHaveCount(0);

  await there.getByRole('button', { name: 'Save' }).click();
  await expect(there).toHaveURL(/\/sign-in\?callbackUrl=%2Faccount$/);
  await here.reload();
  await expect(here.getByRole('heading', { name: 'Your account' })).toBeVisible();
});

test('an address with an account is answered like a new one, and stays shut', async ({ openContext }) => {
  const email = newEmail();
  const owner = await (await openContext()).newPage();
  await register(owner, email);
  await expectHome(owner);
  const page = await (await openContext()).newPage();
  await page.goto('/register');
  await page.getByLabel('Your name').fill('Eve');
  await page.getByLabel('Organisation').fill('Eve');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('status')).toContainText('Check your mail');
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('mistakes in a form are told beside the field', async ({ openContext }) => {
  const page = await (await openContext()).newPage();
  await page.goto('/register');
  await page.getByLabel('Your name').fill('Aoi');
  await page.getByLabel('Organisation').fill('Kumo Works');
  await page.getByLabel('E-mail address').fill('aoi');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription(/name@example\.org/);
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    /at least 15 characters/i,
  );
  await page.getByLabel('E-mail address').fill(newEmail());
  await page.getByLabel('Password', { exact: true }).fill('passwordpassword');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/commonly used/);
});

test('an address is confirmed by the mailed link, after signing in', async ({ openContext }) => {
  const email = newEmail();
  const page = await (await openContext()).newPage();
  await register(page, email);
  await expectHome(page);
  await expect.poll(async () => await lettersTo(email)).toHaveLength(1);
  const link = linkIn((await lettersTo(email))[0]);

  const phone = await (await openContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(link);
  await signIn(phone, email, PASSWORD);
  await expect(phone).toHaveURL(link);
  await phone.getByRole('button', { name: 'Confirm' }).click();
  await expect(phone.getByRole('status')).toContainText('is confirmed as yours');
  await page.goto('/account');
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible();
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expectAlert(page, 'has expired, was used already');
});

test('a forgotten password is replaced by the mailed link, and every device is out', async ({
  openContext,
}) => {
  const email = newEmail();
  const page = await (await openContext()).newPage();
  await register(page, email);
  await expectHome(page);

  const elsewhere = await (await openContext()).newPage();
  await elsewhere.goto('/sign-in');
  await elsewhere.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(elsewhere).toHaveURL('/forgot-password');
  await elsewhere.getByLabel('E-mail address').fill(email);
  await elsewhere.getByRole('button', { name: 'Send the link' }).click();
  await expect(elsewhere.getByRole('status')).toContainText('Check your mail');
  await expect
    .poll(async () => (await lettersTo(email)).filter((letter) => letter.includes('/reset-')))
    .toHaveLength(1);
  const letters = await lettersTo(email);
  const link = linkIn(letters.find((letter) => letter.includes('/reset-password/')));

  await elsewhere.goto(link);
  await elsewhere.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD);
  await elsewhere.getByRole('button', { name: 'Set the password' }).click();
  await expect(elsewhere.getByRole('status')).toContainText('Your new password is set');
  // The page hears of it by itself, and goes: only then may anything else ask it to go elsewhere.
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in/);
  await elsewhere.getByRole('link', { name: 'Go to sign in' }).click();
  await expect(elsewhere).toHaveURL('/sign-in');
  await signIn(elsewhere, email, NEW_PASSWORD);
  await expectHome(elsewhere);
  await elsewhere.goto(link);
  await elsewhere.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await elsewhere.getByRole('button', { name: 'Set the password' }).click();
  await expectAlert(elsewhere, 'expired or was used already');
});

test('a profile in another language is shown in it, and a second organisation opens', async ({
  openContext,
}) => {
  const page = await (await openContext()).newPage();
  await register(page, newEmail());
  await expectHome(page);
  await page.goto('/account');
  await page.getByRole('button', { name: 'New organisation' }).click();
  await page.getByLabel('Name of the organisation').fill('Second Home');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page).toHaveURL(/\/t\/second-home[a-z0-9-]*$/);
  await page.goto('/account');
  await page.getByLabel('Language').selectOption('日本語');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'アカウント', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
});

test('after a sign-in nobody is led to another site', async ({ openContext }) => {
  const page = await (await openContext()).newPage();
  const email = newEmail();
  await register(page, email);
  await expectHome(page);
  for (const evil of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(evil)}`);
    await expectHome(page);
  }
});

test('a sign-in from another site is refused', async ({ openContext }) => {
  const context = await openContext();
  const headers = { origin: 'https://evil.example' };
  for (const action of ['callback/credentials', 'signout', 'signin/oidc'])
    expect(
      (await context.request.post(`/api/auth/${action}`, { headers, form: { email: 'x' } })).status(),
    ).toBe(403);
  for (const action of ['_log', 'session']) {
    const ours = { origin: new URL((await context.request.get('/api/health?live')).url()).origin };
    expect((await context.request.post(`/api/auth/${action}`, { headers: ours, data: {} })).status()).toBe(
      404,
    );
  }
});
