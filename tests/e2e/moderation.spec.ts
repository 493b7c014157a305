import { RoomServiceClient } from 'livekit-server-sdk';
import type { Page } from '@playwright/test';
import { serveBarePage } from '../bench/join/barePage';
import { expectMoving, join, leaveButton, pictureOf, tile } from './call';
import { db, makeOrganisation, setting, signIn } from './people';
import { expect, test } from './test';

test.slow();

const livekit = () =>
  new RoomServiceClient(setting('LIVEKIT_URL'), setting('LIVEKIT_API_KEY'), setting('LIVEKIT_API_SECRET'));

type OpenContext = Parameters<Parameters<typeof test>[2]>[0]['openContext'];

/** A host and a colleague, each in a browser of their own, in the call. */
const twoInCall = async (openContext: OpenContext, settings: Parameters<typeof makeOrganisation>[0] = {}) => {
  const made = await makeOrganisation(settings);
  const [aoi, ben] = [await openContext(), await openContext()];
  await signIn(aoi, made.host.id);
  await signIn(ben, made.colleague.id);
  const [a, b] = [await aoi.newPage(), await ben.newPage()];
  await join(a, made.room.code);
  await join(b, made.room.code);
  await expect(tile(a, 'Ben Fischer')).toBeVisible();
  return { ...made, a, b, ben };
};

const peoplePanel = async (page: Page) => {
  const panel = page.getByRole('complementary', { name: 'People' });
  if (!(await panel.isVisible())) await page.keyboard.press('p');
  await expect(panel).toBeVisible();
  return panel;
};

const actOn = async (page: Page, name: string, act: string) => {
  const panel = await peoplePanel(page);
  await panel.getByRole('button', { name: `What you can do with ${name}` }).click();
  await page.getByRole('menuitem', { name: act, exact: true }).click();
};

const microphone = (page: Page) => page.getByRole('button', { name: 'Microphone', exact: true });

test('a raised hand, a mute, a question, a spotlight: each arrives where it should', async ({
  openContext,
}) => {
  const { a, b, room, colleague } = await twoInCall(openContext);
  await b.getByRole('button', { name: 'Raise hand' }).click();
  await expect(a.getByText('Ben Fischer has raised their hand')).toBeVisible();
  await expect(tile(a, 'Ben Fischer').getByRole('img', { name: 'Hand raised' })).toBeVisible();
  const panel = await peoplePanel(a);
  await expect(panel.getByRole('listitem').first()).toContainText('Ben Fischer');
  await actOn(a, 'Ben Fischer', 'Lower hand');
  await expect(b.getByText('Aoi Tanaka has lowered your hand')).toBeVisible();
  await expect(panel.getByRole('listitem').first()).toContainText('Aoi Tanaka (you)');

  await expect(microphone(b)).toHaveAttribute('aria-pressed', 'true');
  await actOn(a, 'Ben Fischer', 'Mute');
  await expect(b.getByText('Aoi Tanaka has muted you')).toBeVisible();
  await expect(microphone(b)).toHaveAttribute('aria-pressed', 'false');
  await microphone(b).click();
  await expect(microphone(b), 'the muted may unmute').toHaveAttribute('aria-pressed', 'true');

  await actOn(a, 'Ben Fischer', 'Mute');
  await expect(microphone(b)).toHaveAttribute('aria-pressed', 'false');
  await actOn(a, 'Ben Fischer', 'Ask to unmute');
  const asked = b.getByRole('alertdialog', { name: 'Aoi Tanaka asks you to unmute' });
  await asked.getByRole('button', { name: 'Unmute' }).click();
  await expect(microphone(b)).toHaveAttribute('aria-pressed', 'true');

  // Asked in the moment in which they do so by themselves.
  const data = { roomId: room.id, person: { id: colleague.id, isGuest: false }, what: 'microphone' };
  const asking = await a.request.post('/api/trpc/rooms.moderation.ask', {
    data,
    headers: { origin: new URL(a.url()).origin },
  });
  expect(asking.status()).toBe(200);
  await actOn(a, 'Ben Fischer', 'Mute');
  await expect(microphone(b)).toHaveAttribute('aria-pressed', 'false');
  await expect(asked, 'what is on needs no question').toHaveCount(0);

  await actOn(a, 'Aoi Tanaka', 'Show large to everybody');
  await expect(b.locator('[data-spotlight]').getByRole('group', { name: 'Aoi Tanaka' })).toBeVisible();
  await actOn(a, 'Ben Fischer', 'Show large to everybody');
  await expect(b.getByText('Aoi Tanaka shows you large to everybody')).toBeVisible();
  await actOn(a, 'Ben Fischer', 'End showing large');
  await expect(b.getByText('Aoi Tanaka no longer shows you large to everybody')).toBeVisible();
  await expect(b.locator('[data-spotlight]')).toHaveCount(0);
});

test('the right to share, taken in the middle of it, ends the share', async ({ openContext }) => {
  const { a, b } = await twoInCall(openContext);
  await b.keyboard.press('s');
  const screen = a.getByRole('group', { name: 'Screen of Ben Fischer' });
  await expectMoving(screen.locator('video'));

  const panel = await peoplePanel(a);
  await panel.getByRole('button', { name: 'Who may…' }).click();
  const dialog = a.getByRole('dialog', { name: 'Who may do what' });
  await dialog.getByLabel('Share a screen').selectOption('Hosts only');
  await expect(screen).toHaveCount(0);
  await expect(b.getByText('You may not share your screen now')).toBeVisible();
  await expect(b.getByText('You are sharing your screen')).toHaveCount(0);
  await b.keyboard.press('s');
  await expect(b.getByText('Only hosts may share a screen in this meeting')).toBeVisible();

  await a.keyboard.press('Escape');
  await actOn(a, 'Ben Fischer', 'Rights…');
  await a
    .getByRole('dialog', { name: 'What Ben Fischer may do' })
    .getByLabel('Share a screen')
    .selectOption('Allowed');
  await expect(b.getByText('Aoi Tanaka has given you a right: Share a screen')).toBeVisible();
  await b.keyboard.press('s');
  await expectMoving(screen.locator('video'));
});

/** The ticket that the page itself would be given, for a client of one's own. */
const takeTicket = async (page: Page, roomId: string) =>
  await page.evaluate(async (id) => {
    const response = await fetch('/api/trpc/rooms.join', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ roomId: id, tabId: 'bare-client' }),
    });
    const { result } = (await response.json()) as { result: { data: { token: string; serverUrl: string } } };
    return result.data;
  }, roomId);

interface BareRoom {
  connect: (url: string, token: string) => Promise<void>;
  once: (event: 'disconnected', listener: () => void) => void;
  localParticipant: { setMicrophoneEnabled: (isOn: boolean) => Promise<unknown> };
  state: string;
}

test('“mute all, no unmuting” holds against a client of one’s own with its own token', async ({
  openContext,
}) => {
  const { a, b, ben, room } = await twoInCall(openContext);
  const ticket = await takeTicket(b, room.id);
  await leaveButton(b).click();
  const bare = await ben.newPage();
  const address = `${await serveBarePage()}?${new URLSearchParams({ url: ticket.serverUrl, token: ticket.token }).toString()}`;
  await bare.goto(address);
  const connect = async () => {
    await bare.reload();
    await bare.getByRole('button', { name: 'Join' }).click();
    await expect(bare).toHaveTitle('connected');
  };
  /** Whether LiveKit takes the microphone. */
  const speak = async () =>
    await bare.evaluate(
      async () =>
        await (window as unknown as { room: BareRoom }).room.localParticipant.setMicrophoneEnabled(true).then(
          () => true,
          () => false,
        ),
    );
  const sources = async () => {
    const people = await livekit().listParticipants(room.id);
    const bareOne = people.find(({ identity }) => identity.endsWith(':bare-client'));
    return { tracks: bareOne?.tracks.length, sources: bareOne?.permission?.canPublishSources.length };
  };
  await connect();
  expect(await speak()).toBe(true);
  await expect.poll(sources).toEqual({ tracks: 1, sources: 4 });

  const panel = await peoplePanel(a);
  await panel.getByRole('button', { name: 'Mute all' }).click();
  const question = a.getByRole('alertdialog', { name: 'Mute everybody but hosts?' });
  await question.getByRole('switch', { name: 'They may unmute themselves' }).click();
  await question.getByRole('button', { name: 'Mute all' }).click();
  await expect.poll(sources, 'LiveKit has ended the track').toEqual({ tracks: 0, sources: 3 });
  expect(await speak(), 'LiveKit refuses a new one').toBe(false);

  // The token is of before, and says that its holder may speak.
  await connect();
  await expect.poll(sources).toEqual({ tracks: 0, sources: 3 });
  expect(await speak()).toBe(false);
});

test('who is removed is out with stream and token, and stays out', async ({ openContext }) => {
  const { a, b, ben, room, colleague } = await twoInCall(openContext);
  const ticket = await takeTicket(b, room.id);
  const page = await ben.newPage();
  await actOn(a, 'Ben Fischer', 'Remove');
  await a.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(b.getByRole('heading', { name: 'You were removed from the meeting' })).toBeVisible();
  await expect(tile(a, 'Ben Fischer')).toHaveCount(0);
  await b.goto(`/m/${room.code}`);
  await b.getByRole('button', { name: 'Join now' }).click();
  await expect(b.getByText('a host has removed you')).toBeVisible();

  // The token that was given out before opens the door for no longer than it takes to be shown it again.
  const query = new URLSearchParams({ url: ticket.serverUrl, token: ticket.token });
  await page.goto(`${await serveBarePage()}?${query.toString()}`);
  const state = await page.evaluate(async () => {
    const { room: bare } = window as unknown as { room: BareRoom };
    const given = new URLSearchParams(location.search);
    // It may be put out before it has quite come in.
    await bare.connect(given.get('url') ?? '', given.get('token') ?? '').catch(() => undefined);
    if (bare.state !== 'disconnected')
      await new Promise<void>((resolve) => {
        bare.once('disconnected', resolve);
      });
    return bare.state;
  });
  expect(state).toBe('disconnected');
  // LiveKit had taken the token: the page's stay and this one, both over.
  const stays = async () =>
    await db.attendance.findMany({ where: { userId: colleague.id }, select: { leftAt: true } });
  await expect.poll(stays).toEqual([{ leftAt: expect.any(Date) }, { leftAt: expect.any(Date) }]);
  const inside = await livekit().listParticipants(room.id);
  expect(inside.map(({ name }) => name)).toEqual(['Aoi Tanaka']);
});

test('the host leaves, and the co-host carries on', async ({ openContext }) => {
  const { a, b, room } = await twoInCall(openContext);
  await actOn(a, 'Ben Fischer', 'Make co-host');
  await expect(b.getByText('Aoi Tanaka has made you a co-host')).toBeVisible();
  await leaveButton(a).click();
  await a.getByRole('dialog').getByRole('button', { name: 'Leave the meeting' }).click();
  await expect(a.getByRole('heading', { name: 'You have left the meeting' })).toBeVisible();

  const guest = await (await openContext()).newPage();
  await join(guest, room.code, { name: 'Kenji' });
  await expectMoving(pictureOf(b, 'Kenji'));
  await actOn(b, 'Kenji', 'Turn off camera');
  await expect(pictureOf(b, 'Kenji')).toHaveCount(0);
  await expect(guest.getByText('Ben Fischer has turned off your camera')).toBeVisible();
  const panel = await peoplePanel(b);
  await panel.getByRole('button', { name: 'Lock' }).click();
  await expect(panel.getByRole('button', { name: 'Unlock' })).toBeVisible();
});
