import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { setting } from '../../e2e/people.ts';

const site = setting('WEBMTG_URL');

interface Source {
  name: string;
  size: number;
  /** The file's bytes, anew each time. */
  read: () => Iterable<Uint8Array>;
}

/** Bytes of which each megabyte is the same, so that a gigabyte takes no memory. */
export const repeated = (name: string, size: number): Source => {
  const block = Buffer.alloc(1_000_000, randomUUID());
  return {
    name,
    size,
    read: function* () {
      for (let sent = 0; sent < size; sent += block.length) yield block.subarray(0, size - sent);
    },
  };
};

/** Uploads a file to a room by the protocol of uploadthing's client; returns its id. */
export const sendFile = async (cookie: string, roomId: string, { name, size, read }: Source) => {
  const file = { name, size, type: 'application/octet-stream', lastModified: Date.now() };
  const asked = await fetch(`${site}/api/uploadthing?actionType=upload&slug=attachment`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: site },
    body: JSON.stringify({ input: { roomId }, files: [file] }),
  });
  if (!asked.ok) throw new Error(`no upload: ${await asked.text()}`);
  const [{ url, customId }] = (await asked.json()) as [{ url: string; customId: string }];
  const boundary = randomUUID();
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const put = request(url, {
    method: 'PUT',
    headers: {
      cookie,
      range: 'bytes=0-',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': head.length + size + tail.length,
    },
  });
  const answering = once(put, 'response') as Promise<[IncomingMessage]>;
  const body = function* () {
    yield Buffer.from(head);
    yield* read();
    yield Buffer.from(tail);
  };
  await pipeline(Readable.from(body()), put);
  const [response] = await answering;
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`upload answered ${response.statusCode}: ${answer}`);
  return customId;
};
