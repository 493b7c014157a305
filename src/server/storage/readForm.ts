import 'server-only';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import busboy from 'busboy';
import { z } from 'zod';

/** A body that isn't a form, or ended before it was whole. */
export class BrokenForm extends Error {
  override readonly name = 'BrokenForm';
}

const parser = (contentType: string) => {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      highWaterMark: 256 * 1024,
      fileHwm: 256 * 1024,
      limits: { files: 1, fields: 0, parts: 1 },
    });
  } catch (error) {
    throw new BrokenForm('no form', { cause: error });
  }
};

/**
 * The bytes of the one file in a multipart form, as they come and no faster than they are taken. Throws BrokenForm
 * where the form ends early, and whatever `signal` is aborted with.
 */
export async function* readForm(
  body: Readable,
  contentType: string,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const form = parser(contentType);
  const { promise: found, resolve, reject } = Promise.withResolvers<Readable>();
  const { promise: ended, resolve: end } = Promise.withResolvers<Error | null>();
  form.once('file', (_name, stream) => resolve(stream));
  const stop = () => body.destroy(z.instanceof(Error).safeParse(signal.reason).data ?? new Error('stopped'));
  signal.addEventListener('abort', stop, { once: true });
  pipeline(body, form, (error) => {
    reject(error ?? new BrokenForm('no file in the form'));
    end(error ?? null);
  });
  // A form without a file is refused when the file is asked for, below.
  found.catch(() => undefined);
  try {
    for await (const chunk of await found) yield chunk as Buffer;
    const failure = await ended;
    if (failure) throw failure;
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof BrokenForm ? error : new BrokenForm('the form was cut off', { cause: error });
  } finally {
    signal.removeEventListener('abort', stop);
    form.destroy();
  }
}
