import path from 'node:path';
import type { Logger } from 'pino';
import { Chromium, HEIGHT, WIDTH } from './Chromium.ts';
import { BINDING, filmScript, type FilmNews, STOP_SCRIPT } from './filmTab.ts';
import { Muxer } from './Muxer.ts';

/** Milliseconds that the page may take to say that it shows the call. */
const START_MAX = 30_000;
/** Milliseconds without a piece of the film after which it has stopped. */
const STALL_MAX = 15_000;
/** Milliseconds that the page may take to hand over its last piece. */
const STOP_MAX = 5_000;

export interface CaptureOrder {
  /** The page with all that it is told: LiveKit's address, token, layout. */
  pageUrl: string;
  isAudioOnly: boolean;
  /** Of this recording alone. */
  folder: string;
  chromium: string;
  ffmpeg: string;
  log: Logger;
}

export interface CaptureEnd {
  reason: 'stopped' | 'sourceClosed' | 'notStarted' | 'broken';
  error: string | null;
}

export interface Capture {
  /** The time of the first picture; null where it ended before. */
  started: Promise<Date | null>;
  /** Once all is in FOLDER/live.mp4 and no process is left. */
  ended: Promise<CaptureEnd>;
  stop: () => void;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** What the page says on its console, the contract that LiveKit's own templates keep. */
const wordsOf = (said: { args: { value?: unknown }[] }) => said.args[0]?.value;

/** Films a page by LiveKit's contract: from its START_RECORDING to its END_RECORDING, or until it is stopped. */
export const capture = (order: CaptureOrder): Capture => {
  const { pageUrl, isAudioOnly, folder, chromium, ffmpeg, log } = order;
  const started = Promise.withResolvers<Date | null>();
  const end = Promise.withResolvers<CaptureEnd>();
  const lastPiece = Promise.withResolvers<void>();
  const signal = Promise.withResolvers<void>();
  let lastNews = Date.now();
  let muxer: Muxer | undefined;

  const take = (news: FilmNews) => {
    lastNews = Date.now();
    switch (news.type) {
      case 'started':
        return started.resolve(new Date(news.at));
      case 'piece':
        return muxer?.write(Buffer.from(news.base64, 'base64'));
      case 'ended':
        return lastPiece.resolve();
      case 'error':
        return end.resolve({ reason: 'broken', error: news.message });
    }
  };

  const listen = ({ cdp }: Chromium) => {
    cdp.on('close', () => end.resolve({ reason: 'broken', error: 'Chromium has ended' }));
    cdp.on('Inspector.targetCrashed', () => end.resolve({ reason: 'broken', error: 'the page has crashed' }));
    cdp.on('Runtime.consoleAPICalled', (said: { args: { value?: unknown }[] }) => {
      const words = wordsOf(said);
      if (words === 'START_RECORDING') signal.resolve();
      if (words === 'END_RECORDING') end.resolve({ reason: 'sourceClosed', error: null });
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload }: { name: string; payload: string }) => {
      if (name !== BINDING) return;
      try {
        take(JSON.parse(payload) as FilmNews);
      } catch (error) {
        end.resolve({ reason: 'broken', error: messageOf(error) });
      }
    });
  };

  /** Looks every second at what no event tells: a page that says what is wrong with it, a film that stands still. */
  const watch = ({ cdp }: Chromium) => {
    let isStarted = false;
    void started.promise.then((time) => (isStarted = time !== null));
    const deadline = Date.now() + START_MAX;
    return setInterval(() => {
      if (isStarted && Date.now() - lastNews > STALL_MAX)
        end.resolve({ reason: 'broken', error: 'the film stands still' });
      if (isStarted) return;
      if (Date.now() > deadline) end.resolve({ reason: 'notStarted', error: 'Start signal not received' });
      void cdp
        .evaluate<string | null>(`document.querySelector('div.error')?.textContent ?? null`)
        .then((words) => words && end.resolve({ reason: 'notStarted', error: words }))
        .catch(() => undefined);
    }, 1000);
  };

  const film = async (browser: Chromium) => {
    const { cdp } = browser;
    await cdp.send('Runtime.addBinding', { name: BINDING });
    const { errorText } = await cdp.send<{ errorText?: string }>('Page.navigate', { url: pageUrl });
    if (errorText)
      return end.resolve({ reason: 'notStarted', error: `the page can't be loaded: ${errorText}` });
    await signal.promise;
    muxer = new Muxer({ ffmpeg, file: path.join(folder, 'live.mp4'), isAudioOnly });
    void muxer.broken.then((error) => end.resolve({ reason: 'broken', error }));
    await cdp.evaluate(filmScript({ isAudioOnly, width: WIDTH, height: HEIGHT }));
    await browser.fitWindow();
  };

  const finish = async (browser: Chromium) => {
    const isFilmed = await Promise.race([
      started.promise.then((time) => time !== null),
      Promise.resolve(false),
    ]);
    if (isFilmed) {
      const stopped = browser.cdp.evaluate(STOP_SCRIPT).then(async () => await lastPiece.promise);
      const limit = Promise.withResolvers<void>();
      const timer = setTimeout(limit.resolve, STOP_MAX);
      await Promise.race([stopped, limit.promise]).catch((error: unknown) =>
        log.warn({ error: messageOf(error) }, 'the last piece of the film is lost'),
      );
      clearTimeout(timer);
    }
    started.resolve(null);
    await Promise.all([browser.close(), muxer?.close()]);
  };

  const run = async (): Promise<CaptureEnd> => {
    let browser: Chromium | undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      browser = await Chromium.launch({
        chromium,
        profile: path.join(folder, 'profile'),
        origin: new URL(pageUrl).origin,
      });
      listen(browser);
      timer = watch(browser);
      film(browser).catch((error: unknown) => end.resolve({ reason: 'broken', error: messageOf(error) }));
      return await end.promise;
    } catch (error) {
      return { reason: 'broken', error: messageOf(error) };
    } finally {
      clearInterval(timer);
      if (browser) await finish(browser);
      started.resolve(null);
    }
  };

  const ended = run();
  return { started: started.promise, ended, stop: () => end.resolve({ reason: 'stopped', error: null }) };
};
