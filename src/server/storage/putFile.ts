import 'server-only';
import { open } from 'node:fs/promises';
import { abortMultipart, beginMultipart, completeMultipart, type Part, putPart } from '../multipart';
import { fail } from '../errors';
import { putObject } from '../objectStore';
import { PART_SIZE } from './storedParts';

/** Stores a file of this machine under `key`, in parts where it is big; returns its bytes. Fails STORE_UNAVAILABLE. */
export const putFile = async (key: string, file: string, signal: AbortSignal): Promise<number> => {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const read = async (offset: number) => {
      const length = Math.min(PART_SIZE, size - offset);
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    if (size <= PART_SIZE) {
      await putObject(key, await read(0), signal);
      return size;
    }
    const upload = { key, uploadId: await beginMultipart(key) };
    try {
      const parts: Part[] = [];
      for (let offset = 0; offset < size; offset += PART_SIZE) {
        signal.throwIfAborted();
        parts.push(
          (await putPart(upload, parts.length + 1, await read(offset))) ?? fail('STORE_UNAVAILABLE'),
        );
      }
      if (!(await completeMultipart(upload, parts))) fail('STORE_UNAVAILABLE');
    } catch (error) {
      await abortMultipart(upload).catch(() => undefined);
      throw error;
    }
    return size;
  } finally {
    await handle.close();
  }
};
