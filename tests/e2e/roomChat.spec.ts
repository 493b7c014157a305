import type { Browser, BrowserContext } from '@playwright/test';
import { act, attach, choose, composer, log, makeMessages, message, write } from './chat';
import { holdRequests } from './holdRequests';
import { makeOrganisation, signIn } from './people';
import { expect, test } from './test';

type Open = (options?: Parameters<Browser['newContext']>[0]) => Promise<BrowserContext>;

/** A host and a colleague, both on the room's page. */
const atRoom = async (openContext: Open, settings: Parameters<typeof makeOrganisation>[0] = {}) => {
  const organisation = await makeOrganisation(settings);
  const { tenant, host, colleague, room } = organisation;
  const viewport = { width: 1280, height: 1100 };
  const [aoi, ben] = [await openContext({ viewport }), await openContext({ viewport })];
  await signIn(aoi, host.id);
  await signIn(ben, colleague.id);
  const [a, b] = [await aoi.newPage(), await ben.newPage()];
  const address = `/t/${tenant.slug}/rooms/${room.id}`;
  const open = async () => {
    for (const page of [a, b]) {
      await page.goto(address);
      await expect(page.getByText('Nothing was said yet').or(log(page))).toBeVisible();
    }
  };
  const place = { tenantId: tenant.id, roomId: room.id, authorId: host.id };
  return { ...organisation, ben, aoi, a, b, address, open, place };
};

test('who was offline has what was missed, each once', async ({ openContext }) => {
  const { a, b, ben, open } = await atRoom(openContext);
  await open();
  for (const text of ['stays', 'changes', 'goes']) await write(a, text);
  await expect(message(b, 'goes')).toBeVisible();

  await ben.setOffline(true);
  await expect(b.getByText('Not connected.')).toBeVisible();
  await write(b, 'from the tunnel');
  await expect(message(b, 'from the tunnel')).toContainText('Not sent.');
  for (let number = 1; number <= 10; number += 1) await write(a, `missed ${number}.`);
  // The list follows what comes: what is pointed at stays there once nothing is on its way.
  await expect(message(a, 'missed 10.')).not.toContainText('Sending');
  await choose(a, 'changes', 'Edit');
  await write(a, 'has changed');
  await choose(a, 'goes', 'Delete');
  await a.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(log(a)).toContainText('This message was deleted');

  await ben.setOffline(false);
  await expect(b.getByText('Not connected.')).toBeHidden();
  await expect(message(a, 'from the tunnel')).toBeVisible();
  await expect(message(b, 'from the tunnel')).not.toContainText(/Not sent|Sending/);
  const expected = [
    'stays',
    'has changed',
    'This message was deleted',
    ...Array.from({ length: 10 }, (_, index) => `missed ${index + 1}.`),
    'from the tunnel',
  ];
  for (const page of [a, b]) {
    await expect(log(page).getByRole('article')).toHaveCount(expected.length);
    await expect(log(page).getByRole('article')).toHaveText(expected.map((text) => new RegExp(text)));
  }
});

test('the history goes back to its beginning, and search finds 会議 and leads to it', async ({
  openContext,
}) => {
  const { b, open, place } = await atRoom(openContext);
  const bodies = Array.from({ length: 400 }, (_, index) => `line ${index + 1}.`);
  bodies[20] = '来週の定例会議について';
  await makeMessages(place, bodies);
  await open();
  await expect(message(b, 'line 400.')).toBeInViewport();

  await b.getByRole('button', { name: 'Search messages' }).click();
  await b.getByRole('searchbox', { name: 'Search messages' }).fill('会議');
  await expect(b.getByText('1 message found')).toBeVisible();
  await expect(b.locator('mark')).toHaveText('会議');
  await b.getByRole('list', { name: 'Messages found' }).getByRole('button').click();
  await expect(message(b, '定例会議')).toBeInViewport();
  await expect(message(b, 'line 400.')).toHaveCount(0);

  await log(b).hover();
  await expect(async () => {
    await b.mouse.wheel(0, -3_000);
    await expect(message(b, /line 1\./)).toBeInViewport({ timeout: 500 });
  }).toPass();
  await expect(b.getByText('This is where the conversation begins')).toBeInViewport();
  await write(b, 'and the end');
  await expect(message(b, 'and the end')).toBeInViewport();
  await expect(message(b, 'line 400.')).toBeInViewport();
});

test('an answer leads to what it answers', async ({ openContext }) => {
  const { a, b, open, place } = await atRoom(openContext);
  await makeMessages(place, ['the source', ...Array.from({ length: 120 }, (_, index) => `line ${index}.`)]);
  await open();
  await log(b).hover();
  await expect(async () => {
    await b.mouse.wheel(0, -3_000);
    await expect(message(b, 'the source')).toBeInViewport({ timeout: 500 });
  }).toPass();
  // The pointer hasn't moved: what has come to rest under it shows its buttons all the same.
  await expect(log(b).getByRole('toolbar')).toBeVisible();
  await act(b, 'the source', 'Reply');
  await write(b, 'the answer');
  await expect(message(b, 'the answer')).toBeInViewport();
  await message(a, 'the answer')
    .getByRole('button', { name: /that this answers/ })
    .click();
  await expect(message(a, 'the source').first()).toBeInViewport();
});

test('a draft outlives a reload', async ({ openContext }) => {
  const { b, open } = await atRoom(openContext);
  await open();
  await composer(b).fill('half a thou');
  await b.reload();
  await expect(composer(b)).toHaveValue('half a thou');
});

test('a host’s settings hold at once: only hosts write, and nothing is kept', async ({ openContext }) => {
  const { a, b, open } = await atRoom(openContext);
  await open();
  await a.getByLabel('Who may write').selectOption('Hosts only');
  await a.getByRole('button', { name: 'Save changes' }).click();
  await expect(b.getByText('Only hosts may write here.')).toBeVisible();
  await expect(composer(b)).toHaveCount(0);

  await a.getByLabel('Who may write').selectOption('Everybody');
  await a.getByLabel('Messages are kept').selectOption('Not at all');
  await a.getByRole('button', { name: 'Save changes' }).click();
  await expect(b.getByText('Nothing is stored here')).toBeVisible();
  await write(b, 'now or never');
  await expect(message(a, 'now or never')).toBeVisible();
  await message(a, 'now or never').hover();
  await expect(message(a, 'now or never').getByRole('button', { name: 'More' })).toBeVisible();
  await expect(message(a, 'now or never').getByRole('button', { name: 'Reply', exact: true })).toHaveCount(0);
  await a.reload();
  await expect(a.getByText('Nothing was said yet')).toBeVisible();
});

test('files go with a message once they have arrived', async ({ openContext }) => {
  const { a, b, open } = await atRoom(openContext);
  await open();
  await attach(b, [
    { name: '議事録.txt', mimeType: 'text/plain', buffer: Buffer.from('決定事項') },
    { name: 'other.txt', mimeType: 'text/plain', buffer: Buffer.from('other') },
  ]);
  const chips = b.getByRole('list', { name: 'Attached files' });
  await b.getByRole('button', { name: 'Remove other.txt' }).click();
  await expect(chips.getByRole('listitem')).toHaveCount(1);
  await write(b, 'the minutes');
  await expect(message(a, 'the minutes')).toContainText('議事録.txt');
  await expect(chips).toHaveCount(0);
});

test('a message that waits for its file waits on while an earlier one is edited', async ({ openContext }) => {
  const { b, ben, open } = await atRoom(openContext);
  await open();
  await write(b, 'earlier');
  await expect(message(b, 'earlier')).not.toContainText('Sending');
  const letThrough = await holdRequests(ben, '**/api/ingest/**');
  await attach(b, { name: 'slow.txt', mimeType: 'text/plain', buffer: Buffer.from('決定事項') });
  await write(b, 'with a file');
  await choose(b, 'earlier', 'Edit');
  await expect(composer(b)).toHaveValue('earlier');
  await write(b, 'edited meanwhile');
  await expect(message(b, 'edited meanwhile')).toBeVisible();
  await expect(composer(b)).toHaveValue('with a file');
  letThrough();
  await expect(message(b, 'with a file')).toContainText('slow.txt');
  await expect(log(b).getByRole('article')).toHaveCount(2);
});

test('the list of rooms shows a colleague’s new room without a reload', async ({ openContext }) => {
  const { a, b, tenant } = await atRoom(openContext);
  await a.goto(`/t/${tenant.slug}`);
  const streaming = b.waitForResponse(/rooms\.liveList/);
  await b.goto(`/t/${tenant.slug}`);
  await streaming;
  await a.getByRole('button', { name: 'New room' }).click();
  await a.getByRole('dialog').getByLabel('Name').fill('Brand new');
  await a.getByRole('dialog').getByRole('button', { name: 'Create room' }).click();
  await expect(b.getByRole('listitem').filter({ hasText: 'Brand new' })).toBeVisible();
});
