import type { Page } from '@playwright/test';
import { RoomServiceClient } from 'livekit-server-sdk';
import { expectMoving, join, leaveButton, pictureOf } from './call';
import { db, makeOrganisation, setting, signIn } from './people';
import { expect, test } from './test';

// Two or three people, and a recorder that is a browser too.
test.slow();

const PATIENCE = { timeout: 60_000 };

const notice = (page: Page) => page.getByRole('region', { name: 'About the recording' });
/** For who may change the recording the mark is a button, for the others words. */
const mark = (page: Page, words: string) =>
  page.locator('[data-mark]').getByRole('group', { name: words, exact: true });
const ownMark = (page: Page, words: string) =>
  page.locator('[data-mark]').getByRole('button', { name: words });

const start = async (page: Page) => {
  await page.keyboard.press('r');
  await page
    .getByRole('dialog', { name: 'Record this meeting' })
    .getByRole('button', { name: 'Start' })
    .click();
};

const stateIn = async (roomId: string) =>
  (await db.recording.findFirst({ where: { roomId }, orderBy: { id: 'desc' } }))?.state;

test('everybody is told when a recording starts and stops, and who comes later before they come in', async ({
  openContext,
}) => {
  const { host, colleague, room } = await makeOrganisation({ name: 'Weekly' });
  const [aoi, ben, stranger] = [await openContext(), await openContext(), await openContext()];
  await signIn(aoi, host.id);
  await signIn(ben, colleague.id);
  const [a, b, g] = [await aoi.newPage(), await ben.newPage(), await stranger.newPage()];
  await join(a, room.code);
  await join(b, room.code);
  await expect(a.getByRole('button', { name: 'Record', exact: true })).toBeVisible();
  await g.goto(`/m/${room.code}`);
  await expect(g.getByRole('button', { name: 'Join now' })).toBeVisible();
  await expect(g.getByText('This meeting is recorded')).toHaveCount(0);

  await start(a);
  await expect(notice(b)).toContainText('Aoi Tanaka records this meeting');
  await expect(notice(b).getByRole('button', { name: 'Leave the meeting' })).toBeVisible();
  await expect(b.locator('p[role=alert]')).toHaveText(/^Aoi Tanaka records this meeting/);
  await expect(notice(a), 'who began it knows').toHaveCount(0);
  await expect(g.getByText('This meeting is recorded')).toBeVisible();
  await expect(ownMark(a, 'Recording.')).toContainText(/\d:\d\d/, PATIENCE);
  await expect(mark(b, 'Recording')).toContainText(/\d:\d\d/);
  await expect(notice(b), 'it stays until it is closed').toBeVisible();
  await notice(b).getByRole('button', { name: 'Understood' }).click();
  await expect(notice(b)).toHaveCount(0);

  await g.getByRole('textbox', { name: 'Your name' }).fill('Chie Mori');
  await g.getByRole('button', { name: 'Join now' }).click();
  await expect(leaveButton(g)).toBeVisible();
  await expect(mark(g, 'Recording')).toBeVisible();
  await expectMoving(pictureOf(g, 'Aoi Tanaka'));
  await expect(notice(g), 'they were told before').toHaveCount(0);
  await expect(g.getByRole('button', { name: 'Devices' })).toBeVisible();
  await expect(g.getByRole('button', { name: /Record/ })).toHaveCount(0);
  await g.keyboard.press('r');
  await expect(g.getByText('You may not record this meeting')).toBeVisible();
  await expect(g.getByRole('dialog')).toHaveCount(0);

  await ownMark(a, 'Recording.').click();
  const running = a.getByRole('dialog', { name: 'Recording' });
  await expect(running.getByRole('radio', { name: 'Everyone' })).toBeChecked();
  await running.getByRole('radio', { name: 'Speaker', exact: true }).check();
  await expect
    .poll(async () => (await db.recording.findFirst({ where: { roomId: room.id } }))?.layout)
    .toBe('speaker');
  await expect(running.getByRole('radio', { name: 'Speaker', exact: true })).toBeChecked();
  await running.getByRole('button', { name: 'Stop recording' }).click();
  await a.getByRole('alertdialog').getByRole('button', { name: 'Stop recording' }).click();

  await expect(notice(g)).toContainText('Aoi Tanaka stopped it.');
  // Also where it was saved before anybody heard that it is being saved.
  await expect(notice(a)).toContainText('You find it with the recordings', PATIENCE);
  for (const page of [a, b, g]) await expect(page.locator('[data-mark]')).toHaveCount(0);
  await expect(notice(g), 'guests have no use for the file').toContainText('Aoi Tanaka stopped it.');
  expect(await stateIn(room.id)).toBe('complete');
});

test('when the recorder is thrown out, whoever was told of it is told that it is over', async ({
  openContext,
}) => {
  const { host, colleague, room } = await makeOrganisation();
  const phone = await openContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const ben = await openContext();
  await signIn(phone, host.id);
  await signIn(ben, colleague.id);
  const [a, b] = [await phone.newPage(), await ben.newPage()];
  await join(a, room.code);
  await join(b, room.code);

  await a.getByRole('button', { name: 'More' }).click();
  await a.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
  const dialog = a.getByRole('dialog', { name: 'Record this meeting' });
  await dialog.getByRole('switch', { name: 'Sound only' }).check();
  await expect(dialog.getByRole('radio', { name: 'Everyone' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Start recording' }).click();
  await expect(notice(b)).toContainText('Your voice will be in the recording.');
  await expect(mark(b, 'Recording')).toBeVisible(PATIENCE);
  expect(await a.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  const { egressId } = await db.recording.findFirstOrThrow({ where: { roomId: room.id } });
  const rooms = new RoomServiceClient(
    setting('LIVEKIT_URL'),
    setting('LIVEKIT_API_KEY'),
    setting('LIVEKIT_API_SECRET'),
  );
  await rooms.removeParticipant(room.id, egressId ?? '');
  // That they are no longer recorded is told until it is saved, which may be at once.
  for (const page of [a, b])
    await expect(notice(page)).toContainText('You find it with the recordings', PATIENCE);
  await expect(mark(b, 'Recording')).toHaveCount(0);
});
