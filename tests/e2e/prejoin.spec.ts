import type { Page } from '@playwright/test';
import { makeOrganisation, signIn } from './people';
import { expect, test } from './test';

/** Notes every track that the page opens, so that a test can see which ones are let go. */
const noteTracks = async (page: Page) => {
  await page.addInitScript(() => {
    const opened: MediaStreamTrack[] = [];
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      opened.push(...stream.getTracks());
      return stream;
    };
    Object.assign(window, { opened });
  });
};

const liveTracks = async (page: Page) =>
  await page.evaluate(() => {
    const { opened } = window as unknown as { opened: MediaStreamTrack[] };
    return opened
      .filter((track) => track.readyState === 'live')
      .map((track) => track.kind)
      .toSorted();
  });

const expectPicture = async (page: Page) => {
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
};

test('devices are tried, turned off for real and remembered', async ({ openContext }) => {
  const { host, room } = await makeOrganisation();
  const context = await openContext();
  await signIn(context, host.id);
  const page = await context.newPage();
  await noteTracks(page);
  await page.goto(`/m/${room.code}`);
  await expectPicture(page);
  await expect.poll(() => liveTracks(page)).toEqual(['audio', 'video']);

  const level = page.getByRole('meter', { name: 'Microphone level' });
  await expect.poll(async () => Number(await level.getAttribute('aria-valuenow'))).toBeGreaterThan(20);
  await page.getByRole('button', { name: 'Play a test sound' }).click();
  await expect(page.getByRole('button', { name: 'Playing…' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play a test sound' })).toBeVisible();
  await expect(page.getByText('could not be played')).toHaveCount(0);

  const microphone = page.getByLabel('Microphone', { exact: true });
  await microphone.selectOption({ index: 1 });
  const chosen = await microphone.inputValue();
  await page.getByRole('button', { name: 'Turn camera off' }).click();
  await expect.poll(() => liveTracks(page)).toEqual(['audio']);

  await page.reload();
  await expect(page.getByText('Your camera is off')).toBeVisible();
  await expect.poll(() => liveTracks(page)).toEqual(['audio']);
  await expect(microphone).toHaveValue(chosen);
  await page.getByRole('button', { name: 'Turn microphone off' }).click();
  await expect.poll(() => liveTracks(page)).toEqual([]);
  await page.getByRole('button', { name: 'Turn camera on' }).click();
  await expectPicture(page);
});

test('a guest gives a name and joins by Enter', async ({ openContext }) => {
  const { room } = await makeOrganisation();
  const context = await openContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`/m/${room.code}`);
  await expectPicture(page);
  await page.getByRole('button', { name: 'Join now' }).click();
  const name = page.getByLabel('Your name');
  await expect(name).toBeFocused();
  await expect(page.getByText('Enter your name, so that the others know who you are.')).toBeVisible();
  await name.fill('Grace Hopper');
  await name.press('Enter');
  await expect(page.getByRole('button', { name: 'Leave' })).toBeVisible();
});

test('the host’s rule is told: muted on entry', async ({ openContext }) => {
  const { colleague, room } = await makeOrganisation({ mutedOnEntry: true });
  const context = await openContext();
  await signIn(context, colleague.id);
  const page = await context.newPage();
  await noteTracks(page);
  await page.goto(`/m/${room.code}`);
  await expect(page.getByText('The host lets people in with their microphone off.')).toBeVisible();
  await expectPicture(page);
  expect(await liveTracks(page)).toEqual(['video']);
});
