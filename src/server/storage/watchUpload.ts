import 'server-only';
import { isPassing } from '@/shared/errors';
import { type Context, createContext } from '../context';
import { AppError } from '../errors';
import { listen } from '../events';
import { log } from '../log';
import { proveUpload, type Upload } from './findUpload';
import type { Turn } from './turns';

/** Who sends the bytes, from the beginning: the session may be over by now. */
const prove = async (ctx: Context, upload: Upload) => {
  await proveUpload(await createContext(ctx.headers, ctx.resHeaders), upload);
};

/**
 * Ends an upload in the middle as soon as the right to it does: a session that is revoked, somebody who is removed, a
 * room that takes no files any more. Returns what ends the watching.
 */
export const watchUpload = (ctx: Context, upload: Upload, turn: Turn) => {
  const watching = new AbortController();
  const watch = async () => {
    const subjects = {
      ...(upload.roomId ? { room: upload.roomId } : {}),
      ...(ctx.viewer.kind === 'user' ? { session: ctx.viewer.sessionId } : {}),
    };
    const events = await listen(subjects, watching.signal);
    // The right was proven before anybody listened for its end.
    if (!watching.signal.aborted) await prove(ctx, upload);
    for await (const event of events) if (event.type === 'access') await prove(ctx, upload);
  };
  watch().catch((error: unknown) => {
    // Without Redis nothing is watched: the next part proves the right, and so does the end.
    if (error instanceof AppError && !isPassing(error.appCode)) turn.abort(error);
    else log().warn({ error }, 'an upload is not watched');
  });
  return () => watching.abort();
};
