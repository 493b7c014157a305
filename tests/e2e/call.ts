import { expect, type Locator, type Page } from '@playwright/test';

/** Opens the link, waits for the own picture where there is one to come, and goes in. */
export const join = async (page: Page, code: string, { name, hasCamera = true } = {} as JoinOptions) => {
  await page.goto(`/m/${code}`);
  if (name !== undefined) await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  if (hasCamera) await expectMoving(page.locator('video'));
  await page.getByRole('button', { name: 'Join now' }).click();
  await expect(leaveButton(page)).toBeVisible();
};

interface JoinOptions {
  name?: string;
  hasCamera?: boolean;
}

export const leaveButton = (page: Page) => page.getByRole('button', { name: 'Leave', exact: true });

/** A person's tile; one's own carries "(you)". */
export const tile = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

export const pictureOf = (page: Page, name: string) => tile(page, name).locator('video');

const framesOf = async (video: Locator) =>
  await video.evaluate((element) => (element as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames);

/** The picture is there and a further ten frames come. */
export const expectMoving = async (video: Locator) => {
  await expect(video).toBeVisible({ timeout: 30_000 });
  const before = await framesOf(video);
  await expect.poll(async () => await framesOf(video), { timeout: 30_000 }).toBeGreaterThan(before + 10);
};

/** Not one frame comes in two seconds of the page's own clock. */
export const isStill = async (video: Locator) => {
  const before = await framesOf(video);
  await video.evaluate(
    async () => await new Promise<void>((resolve) => void setTimeout(() => resolve(), 2000)),
  );
  return (await framesOf(video)) === before;
};

/** The picture's mean brightness, 0 to 255. Fake cameras send bright green; a black picture has 0. */
export const brightnessOf = async (video: Locator) =>
  await video.evaluate((element) => {
    const canvas = new OffscreenCanvas(32, 18);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(element as HTMLVideoElement, 0, 0, 32, 18);
    const { data } = context.getImageData(0, 0, 32, 18);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4)
      sum += Math.max(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0);
    return sum / (data.length / 4);
  });

type Level = { at: number; rms: number };

/** Measures from now on how loud what the others send is, through WebAudio, fifty times a second. */
export const listen = async (page: Page) => {
  await page.evaluate(() => {
    const context = new AudioContext();
    const meter = new AnalyserNode(context, { fftSize: 2048 });
    for (const audio of document.querySelectorAll('audio')) {
      if (audio.srcObject instanceof MediaStream)
        context.createMediaStreamSource(audio.srcObject).connect(meter);
    }
    const samples = new Float32Array(meter.fftSize);
    const levels: Level[] = [];
    Object.assign(window, { levels });
    setInterval(() => {
      meter.getFloatTimeDomainData(samples);
      const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      levels.push({ at: Date.now(), rms });
    }, 20);
  });
};

/** The loudest moment between two times, once the second has passed. */
export const loudestBetween = async (page: Page, from: number, to: number) => {
  const handle = await page.waitForFunction(
    ([start, end]) => {
      const { levels } = window as unknown as { levels: Level[] };
      if ((levels.at(-1)?.at ?? 0) < end) return null;
      const between = levels.filter(({ at }) => at >= start && at <= end);
      // An object, since 0 would be waited on.
      return { loudest: Math.max(...between.map(({ rms }) => rms)) };
    },
    [from, to] as const,
  );
  const value = await handle.jsonValue();
  return value?.loudest ?? Number.NaN;
};

/** Sound arrives: within `seconds` something louder than the noise of a silent line. */
export const expectSound = async (page: Page) => {
  await page.waitForFunction(
    () => (window as unknown as { levels: Level[] }).levels.slice(-50).some(({ rms }) => rms > 0.01),
    undefined,
    { timeout: 20_000 },
  );
};
