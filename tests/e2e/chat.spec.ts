import { join } from './call';
import {
  act,
  attach,
  chatButton,
  choose,
  composer,
  log,
  makeMessages,
  message,
  openChat,
  write,
} from './chat';
import { db, makeOrganisation, openPair, signIn } from './people';
import { expect, test } from './test';

// Calls, on two cores, and no faster than that.
test.slow();

test('two people talk in a call: badge, answer, reaction, edit and deletion', async ({ openContext }) => {
  const { host, colleague, room } = await makeOrganisation();
  const { a, b } = await openPair(openContext, { host, colleague });
  await join(a, room.code);
  await join(b, room.code);
  await openChat(b);
  await b.keyboard.press('Escape');
  await expect(composer(b)).toHaveCount(0);

  await a.keyboard.press('c');
  await expect(composer(a)).toBeFocused();
  await write(a, 'See https://example.org/plan\nand <b>this</b>');
  await expect(composer(a)).toHaveValue('');
  await expect(chatButton(b)).toHaveAccessibleName('Chat, 1 new message');
  await openChat(b);
  await expect(b.getByRole('separator', { name: 'New' })).toBeVisible();
  await expect(chatButton(b)).toHaveAccessibleName('Chat');
  await expect(log(b)).toContainText('and <b>this</b>');
  await expect(log(b).getByRole('link')).toHaveAttribute('rel', /noopener/);

  await act(b, 'this', 'Reply');
  await write(b, 'agreed');
  await expect(message(a, 'agreed')).toContainText('Aoi Tanaka');
  await act(a, 'agreed', 'React with 🎉');
  const reaction = message(b, 'agreed').getByRole('button', { name: '🎉 1: Aoi Tanaka' });
  await reaction.click();
  await expect(message(a, 'agreed').getByRole('button', { name: '🎉 2: You, Ben Fischer' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  await composer(b).press('ArrowUp');
  await expect(composer(b)).toHaveValue('agreed');
  await write(b, 'agreed, in full');
  await expect(message(a, 'agreed, in full')).toContainText('edited');

  await choose(a, 'agreed, in full', 'Delete');
  await a.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(log(b)).toContainText('This message was deleted');
  await expect(log(b)).not.toContainText('agreed');
});

test('a mention is completed, and told to who does not look', async ({ openContext }) => {
  const { host, colleague, room } = await makeOrganisation();
  const { a, b } = await openPair(openContext, { host, colleague });
  await join(a, room.code);
  await join(b, room.code);
  await openChat(b);
  await b.keyboard.press('Escape');
  await openChat(a);
  await composer(a).pressSequentially('Look, @be');
  await expect(a.getByRole('option', { name: 'Ben Fischer' })).toHaveAttribute('aria-selected', 'true');
  await composer(a).press('Enter');
  await expect(composer(a)).toHaveValue('Look, @Ben Fischer ');
  await composer(a).press('Enter');

  const told = b.getByRole('alertdialog').filter({ hasText: 'Aoi Tanaka mentioned you' });
  await told.getByRole('button', { name: 'Show' }).click();
  await expect(message(b, 'Look,').locator('strong')).toHaveText('@Ben Fischer');
});

test('a private message reaches one person, and no trace of it a third', async ({ openContext }) => {
  const { tenant, host, colleague, room } = await makeOrganisation();
  const [aoi, ben, yuki] = [await openContext(), await openContext(), await openContext()];
  await signIn(aoi, host.id);
  await signIn(ben, colleague.id);
  const [a, b, y] = [await aoi.newPage(), await ben.newPage(), await yuki.newPage()];
  await b.goto(`/t/${tenant.slug}/rooms/${room.id}`);
  await expect(b.getByText('Nothing was said yet')).toBeVisible();
  await join(a, room.code);
  await join(y, room.code, { name: 'Yuki' });
  await openChat(y);
  await openChat(a);

  await a.getByRole('button', { name: 'To everyone' }).click();
  await a.getByRole('menuitemradio', { name: /Yuki/ }).click();
  await write(a, 'between us');
  await expect(message(y, 'between us')).toContainText('only you and Aoi Tanaka');
  await choose(y, 'between us', 'Reply in private');
  await write(y, 'only for you');
  await expect(message(a, 'only for you')).toContainText('only you and Yuki');
  await a.getByRole('button', { name: 'Only to Yuki' }).click();
  await a.getByRole('menuitemradio', { name: /Everyone/ }).click();
  await write(a, 'for all');

  await expect(message(b, 'for all')).toBeVisible();
  await b.reload();
  await expect(message(b, 'for all')).toBeVisible();
  const source = await b.content();
  expect(source).not.toContain('between us');
  expect(source).not.toContain('only for you');
});

test('who comes late reads what was said, a guest only what was said in this meeting', async ({
  openContext,
}) => {
  const { tenant, host, colleague, room } = await makeOrganisation();
  const place = { tenantId: tenant.id, roomId: room.id, authorId: host.id };
  await makeMessages(place, ['said last week']);
  const [aoi, ben, yuki] = [await openContext(), await openContext(), await openContext()];
  await signIn(aoi, host.id);
  await signIn(ben, colleague.id);
  const [a, b, y] = [await aoi.newPage(), await ben.newPage(), await yuki.newPage()];
  await join(a, room.code);
  await openChat(a);
  await attach(a, [{ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('the plan') }]);
  await write(a, 'said today');
  await expect(message(a, 'said today')).not.toContainText('Sending');

  await join(b, room.code);
  await openChat(b);
  await expect(log(b)).toContainText('said last week');
  await expect(log(b)).toContainText('said today');
  await expect(chatButton(b)).toHaveAccessibleName('Chat');
  await join(y, room.code, { name: 'Yuki' });
  await openChat(y);
  await expect(log(y)).toContainText('said today');
  await expect(log(y)).not.toContainText('said last week');
  const plan = await db.file.findFirstOrThrow({ where: { roomId: room.id, name: 'plan.txt' } });
  const download = async () => await y.request.get(`/api/files/${plan.id}`);
  expect(await (await download()).text()).toBe('the plan');

  // A room that takes no guests any more has none in its call or its conversation either.
  const settings = await aoi.newPage();
  await settings.goto(`/t/${tenant.slug}/rooms/${room.id}`);
  await settings.getByLabel('Who comes in').selectOption('Members and invited people only');
  await settings.getByRole('button', { name: 'Save changes' }).click();
  await expect(y.getByRole('heading', { name: 'You were removed from the meeting' })).toBeVisible();
  expect((await download()).status()).toBe(404);
});
