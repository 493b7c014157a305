import 'server-only';
import type { IncomingMessage } from 'node:http';

/** A body that isn't the client's form, or ended before it was whole. */
export class BrokenForm extends Error {
  override readonly name = 'BrokenForm';
}

/** Bytes of the header before the file: a boundary and its name, twice over. */
const FORM_HEADER_MAX = 16_384;
/** Milliseconds without a byte after which the other side is taken for gone. */
const SILENCE_MAX = 120_000;

const HEADER_END = Buffer.from('\r\n\r\n');

const boundaryOf = (contentType = ''): string => {
  const [, quoted, bare] =
    /^multipart\/form-data;.*\bboundary=(?:"([^"]{1,70})"|([^;\s"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!boundary) throw new BrokenForm('no form');
  return boundary;
};

interface Form {
  /** Bytes of the file, by the body's length. */
  fileSize: number;
  file: AsyncIterable<Buffer>;
}

/**
 * The one file of a multipart form, no faster than it is taken. A form of one file says by its length where the
 * file ends, so that no byte has to be searched for a boundary. Throws BrokenForm, and what `signal` is aborted with.
 */
export const readForm = async (body: IncomingMessage, signal: AbortSignal): Promise<Form> => {
  const boundary = boundaryOf(body.headers['content-type']);
  const length = Number(body.headers['content-length'] ?? Number.NaN);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  // Left open at the end: whoever refuses the file still has to say so on this connection.
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  const stop = () => body.destroy();
  signal.addEventListener('abort', stop, { once: true });
  body.setTimeout(SILENCE_MAX, stop);

  const next = async (): Promise<Buffer> => {
    const result = await chunks.next().catch((error: unknown) => {
      signal.throwIfAborted();
      throw new BrokenForm('cut off', { cause: error });
    });
    signal.throwIfAborted();
    if (result.done) throw new BrokenForm('ended early');
    return result.value;
  };

  let head = await next();
  let headerEnd = head.indexOf(HEADER_END);
  while (headerEnd < 0 && head.length < FORM_HEADER_MAX) {
    head = Buffer.concat([head, await next()]);
    headerEnd = head.indexOf(HEADER_END);
  }
  const fileSize = length - headerEnd - HEADER_END.length - tail.length;
  if (headerEnd < 0 || !head.toString('latin1').startsWith(`--${boundary}\r\n`) || !(fileSize >= 0))
    throw new BrokenForm('no form of one file with a length');

  async function* file() {
    try {
      let left = fileSize;
      let chunk: Buffer = head.subarray(headerEnd + HEADER_END.length);
      while (left > 0) {
        const piece = chunk.subarray(0, left);
        left -= piece.length;
        // What follows the file is kept apart: whoever takes a piece may free its memory.
        const rest = Buffer.from(chunk.subarray(piece.length));
        if (piece.length > 0) yield piece;
        chunk = left > 0 ? await next() : rest;
      }
      while (chunk.length < tail.length) chunk = Buffer.concat([chunk, await next()]);
      if (!chunk.equals(tail)) throw new BrokenForm('more than one file');
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
  return { fileSize, file: file() };
};
