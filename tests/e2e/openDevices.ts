import type { Page } from '@playwright/test';

/** Has a page remember every track of a camera, a microphone or a screen that it is given; changes nothing of them. */
export const noteDevices = async (page: Page) =>
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    const askForScreen = mediaDevices.getDisplayMedia.bind(mediaDevices);
    const noting = (stream: MediaStream) => {
      tracks.push(...stream.getTracks());
      return stream;
    };
    mediaDevices.getUserMedia = async (constraints) => noting(await ask(constraints));
    mediaDevices.getDisplayMedia = async (options) => noting(await askForScreen(options));
  });

/** How many of them the page has open, of one kind or of both. */
export const openDevices = async (page: Page, kind?: 'video' | 'audio') =>
  await page.evaluate(
    (which) =>
      (window as unknown as { tracks: MediaStreamTrack[] }).tracks.filter(
        (track) => track.readyState === 'live' && (which === undefined || track.kind === which),
      ).length,
    kind,
  );
