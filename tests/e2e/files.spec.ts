import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { makeFile } from '../../prisma/factories.ts';
import { join, tile } from './call';
import { db, makeOrganisation, setting, signIn } from './people';
import { pdf, picture, textFile } from './sampleFiles';
import { expect, test } from './test';

type Sample = ReturnType<typeof textFile>;
type Place = { tenantId: string; roomId: string; ownerId: string };

const pageOf = async (context: BrowserContext, userId: string, path: string) => {
  await signIn(context, userId);
  const page = await context.newPage();
  await page.goto(path);
  return page;
};

/** Sends files by the composer of a room's page. */
const sendFiles = async (page: Page, files: Sample[]) => {
  await page.locator('input[type=file][multiple]').setInputFiles(files);
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await expect(page.getByRole('list', { name: 'Attached files' }).getByRole('listitem')).toHaveCount(
    files.length,
  );
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await send.click();
};

/** A file of a message, without its bytes. */
const makeSentFile = async (place: Place, fields: Parameters<typeof makeFile>[2]) => {
  const { tenantId, roomId, ownerId: authorId } = place;
  const message = {
    id: randomUUID(),
    tenantId,
    roomId,
    authorId,
    authorIsGuest: false,
    authorName: 'Aoi Tanaka',
  };
  await db.message.create({ data: { ...message, body: '' } });
  return await makeFile(db, place, { ...fields, messageId: message.id });
};

const rows = (page: Page) => page.getByRole('list', { name: /^Files of/ }).getByRole('listitem');

test('what is sent in a room opens in its place, and is listed for colleagues without a reload', async ({
  openContext,
}) => {
  const { tenant, room, host, colleague } = await makeOrganisation();
  const ben = await pageOf(await openContext(), colleague.id, `/t/${tenant.slug}/files`);
  await expect(ben.getByText('No files yet')).toBeVisible();
  const aoi = await pageOf(await openContext(), host.id, `/t/${tenant.slug}/rooms/${room.id}`);
  await sendFiles(aoi, [await picture('harbour.png'), pdf('report.pdf')]);

  const log = aoi.getByRole('region', { name: 'Chat' });
  const thumbnail = log.getByRole('button', { name: 'Open “harbour.png”' });
  await expect(thumbnail.locator('img')).toHaveJSProperty('naturalWidth', 400);
  expect(await thumbnail.locator('img').boundingBox()).toMatchObject({ width: 320, height: 160 });

  await thumbnail.click();
  const viewer = aoi.getByRole('dialog');
  await expect(viewer.getByRole('img', { name: 'harbour.png' })).toHaveJSProperty('naturalWidth', 400);
  await viewer.getByRole('button', { name: 'Zoom' }).click();
  await expect(viewer.getByRole('button', { name: 'Zoom' })).toHaveAttribute('aria-pressed', 'true');
  await aoi.keyboard.press('ArrowRight');
  await expect(viewer.getByRole('heading', { name: 'report.pdf' })).toBeVisible();
  await expect(viewer.locator('iframe[title="report.pdf"]')).toBeVisible();
  await viewer.getByRole('button', { name: 'Next file' }).click();
  await expect(viewer.getByRole('img', { name: 'harbour.png' })).toBeVisible();
  await aoi.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);

  await sendFiles(aoi, [textFile('議事録.txt', '予算の確認')]);
  await expect(rows(ben)).toHaveCount(3);
  await expect(rows(ben).filter({ hasText: 'report.pdf' })).toContainText('Aoi Tanaka · Weekly');
  await expect(rows(aoi)).toHaveCount(3);
  await rows(ben).filter({ hasText: '議事録' }).getByRole('button', { name: 'Open “議事録.txt”' }).click();
  await expect(ben.getByRole('dialog').getByText('予算の確認')).toBeVisible();
});

test('a page that lies about its type is saved and never shown', async ({ openContext }) => {
  const { tenant, room, host } = await makeOrganisation();
  const page = await pageOf(await openContext(), host.id, `/t/${tenant.slug}/rooms/${room.id}`);
  const lie = '<!doctype html><title>lie</title><script>document.title = "ran"</script>';
  await sendFiles(page, [textFile('photo.pdf', lie, 'application/pdf')]);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Open “photo.pdf”' })).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    rows(page).getByRole('link', { name: 'Download “photo.pdf”' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('photo.pdf');
  const file = await db.file.findFirstOrThrow({ where: { roomId: room.id } });
  const answer = await page.request.get(`/api/files/${file.id}`);
  expect(answer.headers()).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers()['content-disposition']).toMatch(/^attachment;/);
});

test('files are searched, filtered, sorted and paged, all of it in the address', async ({ openContext }) => {
  const { tenant, room, host } = await makeOrganisation();
  const place = { tenantId: tenant.id, roomId: room.id, ownerId: host.id };
  for (const [index, name] of ['budget.pdf', '予算.xlsx', 'song.mp3'].entries())
    await makeSentFile(place, {
      name,
      size: 1_500_000 * (index + 1),
      kind: index === 2 ? 'audio' : 'document',
    });
  const page = await pageOf(await openContext(), host.id, `/t/${tenant.slug}/files`);
  await expect(rows(page)).toHaveText([/song\.mp3/, /予算/, /budget/]);
  await expect(rows(page).first()).toContainText('4.5 MB');
  await page.getByLabel('Order').selectOption('Oldest first');
  await expect(rows(page)).toHaveText([/budget/, /予算/, /song\.mp3/]);
  await page.getByLabel('Kind').selectOption('Documents');
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Search files' }).fill('予算');
  await expect(rows(page)).toHaveText([/予算/]);
  await page.reload();
  await expect(page.getByRole('searchbox', { name: 'Search files' })).toHaveValue('予算');
  await expect(page.getByLabel('Kind')).toHaveValue('document');
  await page.getByRole('searchbox', { name: 'Search files' }).fill('nothing like it');
  await page.getByRole('button', { name: 'Show all files' }).click();
  await expect(rows(page)).toHaveCount(3);

  await db.file.createMany({
    data: Array.from({ length: 45 }, (_, index) => ({
      ...place,
      purpose: 'attachment',
      state: 'stored',
      ownerIsGuest: false,
      ownerName: 'Aoi Tanaka',
      name: `more ${index}.txt`,
      size: 5,
      type: 'text/plain',
      kind: 'document',
    })),
  });
  const { id: messageId } = await db.message.findFirstOrThrow({ where: { roomId: room.id } });
  await db.file.updateMany({ where: { roomId: room.id }, data: { messageId } });
  await page.reload();
  await expect(rows(page)).toHaveCount(40);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows(page)).toHaveCount(48);
});

test('a file is renamed, deleted, and comes back by undo and from the deleted ones', async ({
  openContext,
}) => {
  const { tenant, room, host, colleague } = await makeOrganisation();
  const place = { tenantId: tenant.id, roomId: room.id, ownerId: host.id };
  await makeSentFile(place, { name: 'draft.txt' });
  const page = await pageOf(await openContext(), host.id, `/t/${tenant.slug}/files`);
  const choose = async (name: string, action: string) => {
    await page.getByRole('button', { name: `More for “${name}”` }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  await choose('draft.txt', 'Rename');
  const name = page.getByRole('dialog').getByLabel('Name');
  await name.fill('');
  await name.press('Enter');
  await expect(name).toHaveAccessibleDescription('Please fill this in.');
  await name.fill('final.txt');
  await name.press('Enter');
  await expect(rows(page)).toHaveText([/final\.txt/]);

  await choose('final.txt', 'Delete');
  await expect(page.getByText('No files yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(1);
  await choose('final.txt', 'Delete');
  await page.getByRole('radio', { name: 'Deleted' }).click();
  await expect(rows(page)).toHaveText([/final\.txt.*until/]);
  await page.getByRole('button', { name: 'Bring back “final.txt”' }).click();
  await expect(page.getByText('Nothing was deleted')).toBeVisible();

  const ben = await pageOf(await openContext(), colleague.id, `/t/${tenant.slug}/files`);
  await ben.getByRole('button', { name: 'More for “final.txt”' }).click();
  await expect(ben.getByRole('menuitem', { name: 'Download' })).toBeVisible();
  await expect(ben.getByRole('menuitem', { name: 'Delete' })).toHaveCount(0);
});

test('storage that runs out is told before it has', async ({ openContext }) => {
  const { tenant, room, host } = await makeOrganisation();
  await db.tenant.update({ where: { id: tenant.id }, data: { storageQuota: 10_000_000 } });
  const place = { tenantId: tenant.id, roomId: room.id, ownerId: host.id };
  await makeSentFile(place, { name: 'a.pdf', size: 3_000_000 });
  const page = await pageOf(await openContext(), host.id, `/t/${tenant.slug}/files`);
  const storage = page.getByRole('region', { name: 'Storage' });
  await expect(storage.getByRole('meter')).toHaveAttribute('aria-valuenow', '30');
  await expect(storage).toContainText('3 MB of 10 MB used');
  await expect(storage).not.toContainText('almost full');
  await makeSentFile(place, { name: 'b.mp4', size: 5_000_000, kind: 'video' });
  await page.reload();
  await expect(storage.getByRole('listitem')).toHaveText(['Videos: 5 MB', 'Documents: 3 MB']);
  await expect(storage).toContainText('almost full');
});

test('a picture of oneself shows in the header; what is no picture is refused in words', async ({
  openContext,
}) => {
  const { host } = await makeOrganisation();
  const page = await pageOf(await openContext(), host.id, '/account');
  const face = page.getByRole('button', { name: 'Account of Aoi Tanaka' });
  await expect(face).toHaveText('AT');
  await page.locator('input[type=file]').setInputFiles(textFile('face.png', 'no picture', 'image/png'));
  await expect(page.getByText('Files of this kind are not allowed here.')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(await picture('face.png', [300, 500]));
  await expect(page.getByText('The picture is saved')).toBeVisible();
  await expect(face.locator('img')).toHaveJSProperty('naturalWidth', 256);
  await page.reload();
  await expect(face.locator('img')).toHaveJSProperty('naturalWidth', 256);
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(face.locator('img')).toHaveCount(0);
});

test('a picture of oneself goes along into a call', async ({ openContext }) => {
  const { host, room } = await makeOrganisation();
  const page = await pageOf(await openContext(), host.id, '/account');
  await page.locator('input[type=file]').setInputFiles(await picture('face.png'));
  await expect(page.getByText('The picture is saved')).toBeVisible();
  await join(page, room.code);
  await page.getByRole('button', { name: '1 person' }).click();
  const panel = page.getByRole('complementary', { name: 'People' });
  await expect(panel.locator('img')).toHaveJSProperty('naturalWidth', 256);
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await expect(tile(page, 'Aoi Tanaka (you)').locator('img')).toHaveJSProperty('naturalWidth', 256);
});

test('an owner sets the logo, and a member sees it beside the name', async ({ openContext }) => {
  const { tenant, host, colleague } = await makeOrganisation();
  const owner = await pageOf(await openContext(), host.id, `/t/${tenant.slug}`);
  await owner.getByRole('link', { name: 'Settings' }).click();
  await owner.locator('input[type=file]').setInputFiles(await picture('logo.png'));
  await expect(owner.getByText('The picture is saved')).toBeVisible();
  const member = await pageOf(await openContext(), colleague.id, `/t/${tenant.slug}`);
  await expect(member.getByRole('banner').locator('img')).toHaveJSProperty('naturalWidth', 256);
  await expect(member.getByRole('link', { name: 'Settings' })).toHaveCount(0);
  await member.goto(`/t/${tenant.slug}/settings`);
  await expect(member.locator('input[type=file]')).toHaveCount(0);
});

test('people of another organisation see none of it', async ({ openContext }) => {
  const [theirs, ours] = [await makeOrganisation(), await makeOrganisation()];
  const place = { tenantId: theirs.tenant.id, roomId: theirs.room.id, ownerId: theirs.host.id };
  const file = await makeSentFile(place, { name: 'secret plan.txt' });
  const page = await pageOf(await openContext(), ours.host.id, `/t/${ours.tenant.slug}/files`);
  await expect(page.getByText('No files yet')).toBeVisible();
  await page.goto(`/t/${theirs.tenant.slug}/files`);
  await expect(page.getByText('secret plan')).toHaveCount(0);
  await expect(page.getByRole('searchbox')).toHaveCount(0);
  expect((await page.request.get(`${setting('WEBMTG_URL')}/api/files/${file.id}`)).status()).toBe(404);
});
