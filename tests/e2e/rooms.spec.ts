import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext } from '@playwright/test';
import { makeMembership, makeRoom, makeTenant } from '../../prisma/factories.ts';
import { db, makeOrganisation, setting, signIn } from './people';
import { expect, test } from './test';

type ContextOptions = Parameters<Browser['newContext']>[0];
type Open = (options?: ContextOptions) => Promise<BrowserContext>;

/** An organisation with one room, and its host's browser on the list of rooms. */
const hostAtRooms = async (openContext: Open, options: ContextOptions = {}) => {
  const organisation = await makeOrganisation({ name: 'Weekly' });
  const context = await openContext(options);
  await signIn(context, organisation.host.id);
  const page = await context.newPage();
  await page.goto(`/t/${organisation.tenant.slug}`);
  return { ...organisation, context, page };
};

test('a room is created with its settings, and its link is copied', async ({ openContext }) => {
  const { page, tenant } = await hostAtRooms(openContext, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByRole('button', { name: 'New room' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create room' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription('Please fill this in.');
  await dialog.getByLabel('Name').fill('Interviews');
  await dialog.getByLabel('Who comes in').selectOption('Members and invited people only');
  await dialog.getByLabel('Who may share a screen').selectOption('Hosts only');
  await dialog.getByRole('button', { name: 'Create room' }).click();
  await expect(dialog).toHaveCount(0);

  const row = page.getByRole('listitem').filter({ hasText: 'Interviews' });
  await row.getByRole('button', { name: 'Copy the link of “Interviews”' }).click();
  const room = await db.room.findFirstOrThrow({ where: { tenantId: tenant.id, name: 'Interviews' } });
  expect(room).toMatchObject({ entry: 'members', screenBy: 'hosts', speakBy: 'everyone' });
  expect(await page.evaluate(async () => await navigator.clipboard.readText())).toBe(
    `${setting('WEBMTG_URL')}/m/${room.code}`,
  );
  await expect(row.getByRole('link', { name: 'Join “Interviews”' })).toHaveAttribute(
    'href',
    `/m/${room.code}`,
  );
});

test('a search stays in the address: after a reload and on the way back', async ({ openContext }) => {
  const { page, tenant, host } = await hostAtRooms(openContext);
  for (const name of ['Budget 2027', 'budget of last year', '予算会議'])
    await makeRoom(db, { tenantId: tenant.id, hostId: host.id }, { name });
  const rows = page.getByRole('main').getByRole('listitem');
  const search = page.getByRole('searchbox', { name: 'Search rooms' });
  await search.fill('BUDGET');
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/\?q=BUDGET$/);
  await page.reload();
  await expect(search).toHaveValue('BUDGET');
  await expect(rows).toHaveCount(2);
  await page.getByRole('link', { name: 'Budget 2027', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Budget 2027' })).toBeVisible();
  await page.goBack();
  await expect(search).toHaveValue('BUDGET');
  await expect(rows).toHaveCount(2);
  await search.fill('予算');
  await expect(rows).toHaveText([/予算会議/]);
  await search.fill('nothing like it');
  await expect(page.getByText('Nothing matches “nothing like it”.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search', exact: true }).click();
  await expect(rows).toHaveCount(4);
  await expect(search).toHaveValue('');
  await expect(page).toHaveURL(`/t/${tenant.slug}`);
});

test('a long list comes in pages', async ({ openContext }) => {
  const { page, tenant, host } = await hostAtRooms(openContext);
  for (let index = 1; index <= 30; index += 1)
    await makeRoom(db, { tenantId: tenant.id, hostId: host.id }, { name: `Room ${index}` });
  await page.reload();
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows).toHaveCount(24);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows).toHaveCount(31);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});

test('settings are saved, and what is wrong is told beside the field', async ({ openContext }) => {
  const { page, room } = await hostAtRooms(openContext);
  await page.getByRole('button', { name: 'More for “Weekly”' }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByLabel('Name').fill('Weekly, but better');
  await page.getByLabel('Who may speak').selectOption('Hosts only');
  await page.getByRole('switch', { name: 'Join muted' }).click();
  const limit = page.getByRole('textbox', { name: 'Participants at most' });
  await limit.fill('1');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(limit).toHaveAccessibleDescription(/Choose between 2 and 500\./);
  expect((await db.room.findUniqueOrThrow({ where: { id: room.id } })).name).toBe('Weekly');
  await limit.fill('12');
  await limit.press('Enter');
  await expect(page.getByText('The settings are saved')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Weekly, but better');
  await page.reload();
  await expect(page.getByLabel('Name')).toHaveValue('Weekly, but better');
  await expect(page.getByLabel('Who may speak')).toHaveValue('hosts');
  await expect(page.getByRole('switch', { name: 'Join muted' })).toBeChecked();
  await expect(page.getByLabel('Who comes in')).toHaveValue('open');
  await expect(limit).toHaveValue('12');
});

test('a deleted room comes back by undo, and from the deleted ones', async ({ openContext }) => {
  const { page, tenant } = await hostAtRooms(openContext);
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Weekly' });
  const remove = async () => {
    await page.getByRole('button', { name: 'More for “Weekly”' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(page.getByText('“Weekly” was deleted')).toBeVisible();
    await expect(row).toHaveCount(0);
  };
  await remove();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toHaveCount(1);
  await remove();
  await page.getByRole('radio', { name: 'Deleted' }).click();
  await expect(page).toHaveURL(`/t/${tenant.slug}?view=deleted`);
  await expect(row).toContainText('can be brought back until');
  await page.reload();
  await page.getByRole('button', { name: 'Bring back “Weekly”' }).click();
  await expect(page.getByText('Nothing was deleted')).toBeVisible();
  await page.getByRole('radio', { name: 'Rooms' }).click();
  await expect(row.getByRole('link', { name: 'Join “Weekly”' })).toBeVisible();
});

test('deleting a room asks first while a meeting runs in it', async ({ openContext }) => {
  const { page, tenant, room } = await hostAtRooms(openContext);
  await db.meeting.create({
    data: { tenantId: tenant.id, roomId: room.id, livekitSid: randomUUID(), startedAt: new Date() },
  });
  await page.reload();
  await expect(page.getByText('Running since')).toBeVisible();
  await page.getByRole('button', { name: 'More for “Weekly”' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const question = page.getByRole('alertdialog', { name: 'End the meeting and delete “Weekly”?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Weekly', exact: true }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await question.getByRole('button', { name: 'End and delete' }).click();
  await expect(page).toHaveURL(`/t/${tenant.slug}`);
  await expect(page.getByText('No rooms yet')).toBeVisible();
});

test('a meeting starts in one click', async ({ openContext }) => {
  const { page, tenant, host } = await hostAtRooms(openContext);
  await page.getByRole('button', { name: 'Start a meeting now' }).click();
  await expect(page).toHaveURL(/\/m\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
  const code = new URL(page.url()).pathname.slice('/m/'.length);
  const room = await db.room.findUniqueOrThrow({ where: { code } });
  expect(room).toMatchObject({ tenantId: tenant.id, hostId: host.id });
  expect(room.name).toMatch(/^Meeting on \w+ \d+, \d+:\d+/);
});

test('the host sees who was there, a colleague neither that nor the settings', async ({ openContext }) => {
  const { page, tenant, room, host, colleague } = await hostAtRooms(openContext, {
    timezoneId: 'Asia/Tokyo',
  });
  const at = (time: string) => new Date(`2026-11-02T${time}:00Z`);
  const kim = { guestId: randomUUID() };
  const stay = (name: string, who: { userId: string } | { guestId: string }, from: string, to: string) => ({
    tenantId: tenant.id,
    livekitSid: randomUUID(),
    name,
    ...who,
    joinedAt: at(from),
    leftAt: at(to),
  });
  await db.meeting.create({
    data: {
      tenantId: tenant.id,
      roomId: room.id,
      livekitSid: randomUUID(),
      startedAt: at('01:00'),
      endedAt: at('02:30'),
      attendances: {
        create: [
          stay(host.name, { userId: host.id }, '01:00', '02:30'),
          stay('Kim', kim, '01:05', '01:15'),
          stay('Kim', kim, '01:20', '01:40'),
        ],
      },
    },
  });
  const path = `/t/${tenant.slug}/rooms/${room.id}`;
  await page.goto(path);
  const rows = page.getByRole('table', { name: 'Who was there' }).getByRole('row');
  await expect(rows).toHaveText([
    /Who.*In and out.*Time in the meeting/,
    /Aoi Tanaka.*10:00\sAM to 11:30\sAM.*1 h 30 min/,
    /Kim.*Guest.*10:05\sAM to 10:15\sAM.*10:20\sAM to 10:40\sAM.*30 min/,
  ]);
  const theirs = await openContext();
  await signIn(theirs, colleague.id);
  const their = await theirs.newPage();
  await their.goto(path);
  await expect(their.getByRole('heading', { name: 'How meetings go here' })).toBeVisible();
  await expect(their.getByText('Kim')).toHaveCount(0);
  await expect(their.getByRole('button', { name: 'Save changes' })).toHaveCount(0);
  await expect(their.getByRole('button', { name: 'Delete' })).toHaveCount(0);
});

test('another tab shows what changed when one comes back to it', async ({ openContext }) => {
  const { page, context, tenant, room } = await hostAtRooms(openContext);
  const other = await context.newPage();
  await other.goto(`/t/${tenant.slug}`);
  await expect(other.getByRole('link', { name: 'Weekly', exact: true })).toBeVisible();
  await page.goto(`/t/${tenant.slug}/rooms/${room.id}`);
  await page.getByLabel('Name').fill('Fortnightly');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The settings are saved')).toBeVisible();
  // What the browser says when a tab comes to the front; two pages of a headless one are both in front.
  await other.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await expect(other.getByRole('link', { name: 'Fortnightly', exact: true })).toBeVisible();
});

test('nothing of another organisation is there, and the anonymous are asked who they are', async ({
  openContext,
}) => {
  const { page, tenant } = await hostAtRooms(openContext);
  const foreign = await makeOrganisation({ name: 'Secret plans' });
  for (const path of [
    `/t/${foreign.tenant.slug}`,
    `/t/${foreign.tenant.slug}/rooms/${foreign.room.id}`,
    `/t/${tenant.slug}/rooms/${foreign.room.id}`,
    `/t/${tenant.slug}/rooms/nonsense`,
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByText('There is nothing at this address')).toBeVisible();
    await expect(page.getByText('Secret plans')).toHaveCount(0);
  }
  const anonymous = await (await openContext()).newPage();
  const path = `/t/${foreign.tenant.slug}/rooms/${foreign.room.id}`;
  await anonymous.goto(path);
  await expect(anonymous).toHaveURL(
    `/t/${foreign.tenant.slug}/sign-in?callbackUrl=${encodeURIComponent(path)}`,
  );
});

test('who belongs to two organisations goes from one to the other', async ({ openContext }) => {
  const { page, host } = await hostAtRooms(openContext);
  const second = await makeTenant(db, { name: 'Kumo Osaka' });
  await makeMembership(db, { tenantId: second.id, userId: host.id }, 'member');
  await page.reload();
  await page.getByRole('button', { name: 'Switch organisation: Kumo Works' }).click();
  await page.getByRole('menuitemradio', { name: 'Kumo Osaka' }).click();
  await expect(page).toHaveURL(`/t/${second.slug}`);
  await expect(page.getByText('No rooms yet')).toBeVisible();
});

test('the language and the look stay as they were chosen', async ({ openContext }) => {
  const { page } = await hostAtRooms(openContext);
  await page.getByRole('button', { name: 'Account of Aoi Tanaka' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Account of Aoi Tanaka' }).click();
  await page.getByRole('menuitemradio', { name: '日本語' }).click();
  await expect(page.getByRole('heading', { name: 'ルーム', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a code from the landing page leads to its meeting, anything else is told in words', async ({
  openContext,
}) => {
  const { room } = await makeOrganisation();
  const page = await (await openContext()).newPage();
  await page.goto('/');
  const field = page.getByLabel('Meeting code or link');
  await field.fill('see you at ten');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription(/That is not a meeting code/);
  await expect(field).toHaveValue('see you at ten');
  await field.fill(room.code.toUpperCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page).toHaveURL(`/m/${room.code}`);
  await page.goto('/');
  await field.fill(`https://elsewhere.example/m/${room.code}?from=mail`);
  await field.press('Enter');
  await expect(page).toHaveURL(`/m/${room.code}`);
});
