import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expectMoving, join, leaveButton, pictureOf, tile } from './call';
import { db, makeOrganisation, signIn } from './people';
import { expect, test } from './test';

// Three browsers at once, on two cores.
test.slow();

type Open = (options?: Parameters<Browser['newContext']>[0]) => Promise<BrowserContext>;

const lobby = (page: Page) => page.getByRole('region', { name: 'Lobby' });

/** A guest's page that asks to come in. */
const ask = async (page: Page, code: string, name: string, button = 'Ask to join') => {
  await page.goto(`/m/${code}`);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: button }).click();
};

const asGuest = async (open: Open) => await (await open()).newPage();

const asPerson = async (open: Open, user: { id: string }) => {
  const context = await open();
  await signIn(context, user.id);
  return await context.newPage();
};

test('one waits for a host who is not there, then for their word, and goes in with the camera that was on', async ({
  openContext,
}) => {
  const { room, host, colleague } = await makeOrganisation({ entry: 'lobbyForGuests', waitsForHost: true });
  const guest = await asGuest(openContext);
  await ask(guest, room.code, 'Kenji', 'Wait for the host');
  await expect(lobby(guest).getByRole('heading', { name: 'The host is not here yet' })).toBeFocused();
  await expectMoving(guest.locator('video'));
  const member = await asPerson(openContext, colleague);
  await member.goto(`/m/${room.code}`);
  await member.getByRole('button', { name: 'Wait for the host' }).click();
  await expect(lobby(member).getByRole('heading', { name: 'The host is not here yet' })).toBeVisible();

  const a = await asPerson(openContext, host);
  await join(a, room.code);
  // The one goes in by herself, the other has to be let in.
  await expect(leaveButton(member)).toBeVisible();
  await expect(lobby(guest).getByText('The hosts see that you are waiting.')).toBeVisible();
  await guest.getByLabel('A line to the host').fill('From the tax office');
  await guest.getByLabel('A line to the host').press('Enter');
  await expect(guest.getByRole('button', { name: 'Sent' })).toBeVisible();
  await expect(lobby(a).getByText('From the tax office')).toBeVisible();
  await expect(lobby(a).getByRole('heading', { name: 'Kenji wants to come in' })).toBeVisible();
  await expect(lobby(member)).toHaveCount(0);
  await lobby(a).getByRole('button', { name: 'Admit Kenji' }).click();
  await expectMoving(pictureOf(a, 'Kenji'));
  await expectMoving(pictureOf(guest, 'Aoi Tanaka'));
  await expect(lobby(a)).toHaveCount(0);

  // Who was let in comes back without asking.
  await leaveButton(guest).click();
  await guest.getByRole('button', { name: 'Rejoin' }).click();
  await expect(tile(guest, 'Aoi Tanaka')).toBeVisible();
});

test('one guest is let in; another is turned away for good, and a reload or another name do not help', async ({
  openContext,
}) => {
  const { room, host } = await makeOrganisation({ entry: 'lobbyForGuests' });
  const a = await asPerson(openContext, host);
  await join(a, room.code);
  const [friend, stranger] = [await asGuest(openContext), await asGuest(openContext)];
  await ask(friend, room.code, 'Kenji');
  await ask(stranger, room.code, 'Nobody');
  await expect(lobby(a).getByRole('heading', { name: '2 people want to come in' })).toBeVisible();
  await lobby(a).getByRole('button', { name: 'Admit Kenji' }).focus();
  await a.keyboard.press('Enter');
  await expect(leaveButton(friend)).toBeVisible();
  // The next one is where the keyboard is.
  await expect(lobby(a).getByRole('button', { name: 'Admit Nobody' })).toBeFocused();

  await lobby(a).getByRole('button', { name: 'Turn Nobody away' }).click();
  await a.getByRole('menuitem', { name: /^Turn away They may/ }).click();
  await expect(lobby(stranger).getByRole('heading', { name: 'You were not let in' })).toBeVisible();
  // A click takes the keyboard nowhere: Space is there to talk.
  await expect(a.getByRole('main')).not.toBeFocused();
  await lobby(stranger).getByRole('button', { name: 'Ask again' }).click();
  await lobby(a).getByRole('button', { name: 'Turn Nobody away' }).click();
  await a.getByRole('menuitem', { name: /^Turn away for good/ }).click();
  await expect(
    lobby(stranger).getByRole('heading', { name: 'You can’t come into this meeting' }),
  ).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText('You can’t come into this meeting')).toBeVisible();
  await stranger.getByRole('textbox', { name: 'Your name' }).fill('Somebody else');
  await stranger.getByRole('button', { name: 'Join now' }).click();
  await expect(stranger.getByText('You can’t come into this meeting')).toBeVisible();
  await expect(leaveButton(stranger)).toHaveCount(0);
  await expect(lobby(a)).toHaveCount(0);
  await expect(tile(a, 'Kenji')).toBeVisible();
});

test('whoever closes the tab or leaves is gone from the lobby within seconds', async ({ openContext }) => {
  const { room, host } = await makeOrganisation({ entry: 'lobbyForAll' });
  const a = await asPerson(openContext, host);
  await join(a, room.code);
  const [one, other] = [await asGuest(openContext), await asGuest(openContext)];
  await ask(one, room.code, 'Kenji');
  await ask(other, room.code, 'Mia');
  await expect(lobby(a).getByRole('listitem')).toHaveText([/Kenji/, /Mia/]);
  await one.close();
  await expect(lobby(a).getByRole('listitem')).toHaveText([/Mia/], { timeout: 10_000 });
  await other.getByRole('button', { name: 'Leave the lobby' }).click();
  await expect(other.getByRole('button', { name: 'Ask to join' })).toBeVisible();
  await expect(lobby(a)).toHaveCount(0, { timeout: 10_000 });
});

test('a link for guests, made on the room’s page, leads past the lobby; revoked it opens nothing', async ({
  openContext,
}) => {
  const { room, host, tenant } = await makeOrganisation({ entry: 'lobbyForGuests' });
  const a = await asPerson(openContext, host);
  await a.goto(`/t/${tenant.slug}/rooms/${room.id}`);
  await a.getByRole('button', { name: 'New link' }).click();
  const dialog = a.getByRole('dialog');
  await dialog.getByLabel('They come in as').selectOption('Guest');
  await dialog.getByRole('button', { name: 'Make link' }).click();
  await expect(dialog).toHaveCount(0);
  const { id } = await db.roomLink.findFirstOrThrow({ where: { roomId: room.id } });
  const links = a.getByRole('list', { name: 'Links' }).getByRole('listitem');
  await expect(links).toHaveText([/For Guest.*not used yet/]);
  await a.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await links.getByRole('button', { name: 'Copy link' }).click();
  const link = await a.evaluate(async () => await navigator.clipboard.readText());

  const guest = await asGuest(openContext);
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'You are invited to “Weekly”' })).toBeVisible();
  await guest.getByRole('button', { name: 'Go to the room' }).click();
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Kenji');
  await guest.getByRole('button', { name: 'Join now' }).click();
  await expect(leaveButton(guest)).toBeVisible();
  await expect(links).toHaveText([/used once/]);

  await links.getByRole('button', { name: 'Revoke the link' }).click();
  await a.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(links).toHaveText(['No links yet.']);
  await expect.poll(async () => (await db.roomLink.findUnique({ where: { id } }))?.revokedAt).not.toBeNull();
  const late = await asGuest(openContext);
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'This invitation opens nothing any more' })).toBeVisible();
});

test('a ticket of before the lock does not help past it', async ({ openContext }) => {
  const { room, host } = await makeOrganisation();
  const a = await asPerson(openContext, host);
  await join(a, room.code);
  const guest = await asGuest(openContext);
  await guest.goto(`/m/${room.code}`);
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Kenji');
  const ticket = guest.waitForResponse((response) => response.url().includes('rooms.join'));
  await guest.getByRole('button', { name: 'Join now' }).hover();
  expect((await ticket).status()).toBe(200);
  await db.room.update({ where: { id: room.id }, data: { lockedAt: new Date() } });
  await guest.getByRole('button', { name: 'Join now' }).click();
  await expect(guest.getByRole('heading', { name: 'You were removed from the meeting' })).toBeVisible();
  await expect(tile(a, 'Kenji')).toHaveCount(0);
});
