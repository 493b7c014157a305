import { randomUUID } from 'node:crypto';
import { expectMoving, expectSound, leaveButton, listen, pictureOf } from './call';
import { message, openChat, write } from './chat';
import { expect, test } from './test';

test('the whole story: register, open a room, send the link, meet, write, and see who was there', async ({
  openContext,
}) => {
  const a = await (await openContext()).newPage();
  await a.goto('/');
  await a.getByRole('link', { name: 'Register your organisation' }).click();
  await a.getByLabel('Your name').fill('Aoi Tanaka');
  await a.getByLabel('Organisation').fill('Kumo Works');
  await a.getByLabel('E-mail address').fill(`${randomUUID()}@people.example`);
  await a.getByLabel('Password', { exact: true }).fill('glass otter plans tuesday');
  await a.getByRole('button', { name: 'Create account' }).click();
  await a.getByRole('button', { name: 'Start a meeting now' }).click();
  await expectMoving(a.locator('video'));
  await a.getByRole('button', { name: 'Join now' }).click();
  await expect(a.getByText('Nobody else is here yet')).toBeVisible();
  const link = a.url();

  const b = await (await openContext()).newPage();
  await b.goto(link);
  await b.getByRole('textbox', { name: 'Your name' }).fill('Kenji');
  await expectMoving(b.locator('video'));
  await b.getByRole('button', { name: 'Join now' }).click();
  await expectMoving(pictureOf(a, 'Kenji'));
  await expectMoving(pictureOf(b, 'Aoi Tanaka'));
  await listen(a);
  await expectSound(a);
  await listen(b);
  await expectSound(b);

  await openChat(b);
  await openChat(a);
  await write(a, 'おはようございます');
  await expect(message(b, 'おはようございます')).toBeVisible();

  await leaveButton(b).click();
  await expect(b.getByRole('heading', { name: 'You have left the meeting' })).toBeVisible();
  await expect(a.getByText('Nobody else is here yet')).toBeVisible();
  await leaveButton(a).click();
  await a.getByRole('dialog').getByRole('button', { name: 'End for everyone' }).click();
  await a.getByRole('link', { name: 'Who was there' }).click();
  const rows = a.getByRole('table', { name: 'Who was there' }).getByRole('row');
  await expect(async () => {
    await a.reload();
    await expect(rows).toHaveText([/Who/, /Aoi Tanaka/, /Kenji.*Guest/], { timeout: 1000 });
  }).toPass({ timeout: 15_000 });
});
