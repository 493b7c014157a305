import { readFile } from 'node:fs/promises';
import { makeOrganisation, signIn } from './people';
import { expect, test } from './test';

test('what was done is in the log, is found in it, and leaves it as a file', async ({ openContext }) => {
  const { tenant, host, room } = await makeOrganisation({ maxParticipants: 50 });
  const context = await openContext();
  await signIn(context, host.id);
  const page = await context.newPage();
  await page.goto(`/t/${tenant.slug}/rooms/${room.id}`);
  await page.getByLabel('Name', { exact: true }).fill('=Monthly');
  await page.getByRole('textbox', { name: 'Participants at most' }).fill('12');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The settings are saved')).toBeVisible();

  await page.getByRole('navigation').getByRole('link', { name: 'Audit' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Room settings changed' });
  await expect(row).toContainText('Aoi Tanaka');
  await expect(row).toContainText('=Monthly');
  await expect(row).toContainText('Participants at most: 50 → 12');

  await page.getByLabel('What was done').selectOption('Room deleted');
  await expect(page).toHaveURL(/action=room\.delete/);
  await expect(page.getByText('Nothing like that was done')).toBeVisible();
  await page.getByLabel('What was done').selectOption('Rooms');
  await page.getByRole('button', { name: 'Only by Aoi Tanaka' }).first().click();
  await expect(page).toHaveURL(new RegExp(`person=${host.id}`));
  await expect(row).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text).toContain(`,room.edit,room,${room.id},'=Monthly,`);
  await page.reload();
  await page.getByRole('button', { name: 'No longer: Only by Aoi Tanaka' }).click();
  await page.getByLabel('What was done').selectOption('Everything');
  await expect(page.getByRole('row').filter({ hasText: 'Audit log exported' })).toBeVisible();
});

test('there is no log for those who are members only', async ({ openContext }) => {
  const { tenant, colleague } = await makeOrganisation();
  const context = await openContext();
  await signIn(context, colleague.id);
  const page = await context.newPage();
  await page.goto(`/t/${tenant.slug}`);
  await expect(page.getByRole('link', { name: 'Recordings' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Audit' })).toHaveCount(0);
  await page.goto(`/t/${tenant.slug}/audit`);
  await expect(page.getByText('There is nothing at this address')).toBeVisible();
});
