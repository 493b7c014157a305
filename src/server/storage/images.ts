import 'server-only';
import sharp, { type SharpOptions } from 'sharp';
import { log } from '../log';

/** A picture that would need more memory than this to be drawn is taken for a plain file. */
const PIXELS_MAX = 120_000_000;
/** Bytes of a file that a thumbnail is made of. */
export const THUMBNAILED_MAX = 60_000_000;
const THUMBNAIL_SIDE = 640;
const SQUARE_SIDE = 256;

const OPTIONS: SharpOptions = { limitInputPixels: PIXELS_MAX, sequentialRead: true, failOn: 'error' };

let queue: Promise<unknown> = Promise.resolve();

/** One picture at a time: each may take hundreds of megabytes. A picture that can't be read gives null. */
const inTurn = async <T>(work: () => Promise<T>): Promise<T | null> => {
  const result = queue.then(work).catch((error: unknown) => {
    log().info({ error: error instanceof Error ? error.message : error }, 'a picture could not be read');
    return null;
  });
  queue = result;
  return await result;
};

sharp.cache(false);
sharp.concurrency(1);

/** A picture's size in pixels as it is to be shown, and a small WebP of it; null where it can't be read. */
export const makeThumbnail = async (picture: Uint8Array) =>
  await inTurn(async () => {
    const { autoOrient } = await sharp(picture, OPTIONS).metadata();
    const side = { width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE };
    const thumbnail = await sharp(picture, OPTIONS)
      .autoOrient()
      .resize({ ...side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer();
    return { ...autoOrient, thumbnail };
  });

/** A picture as a square WebP, without anything but its pixels; null where it can't be read. */
export const makeSquare = async (picture: Uint8Array) =>
  await inTurn(async () => {
    const bytes = await sharp(picture, OPTIONS)
      .autoOrient()
      .resize({ width: SQUARE_SIDE, height: SQUARE_SIDE, fit: 'cover' })
      .webp({ quality: 82 })
      .toBuffer();
    return { bytes, width: SQUARE_SIDE, height: SQUARE_SIDE };
  });

/** A drawn picture as a WebP of its own size; null where it can't be read. */
export const toWebp = async (picture: Uint8Array) =>
  await inTurn(async () => await sharp(picture, OPTIONS).webp({ quality: 60 }).toBuffer());

/** Mean light, of 255, up to which a picture shows as good as nothing. */
const DARK = 18;

/** Whether a picture is as good as black all over; one that can't be read is. */
export const isDark = async (picture: Uint8Array): Promise<boolean> => {
  const mean = await inTurn(
    async () => (await sharp(picture, OPTIONS).greyscale().stats()).channels[0]?.mean,
  );
  return (mean ?? 0) <= DARK;
};
