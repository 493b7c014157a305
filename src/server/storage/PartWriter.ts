import 'server-only';
import { fail } from '../errors';
import { completeMultipart, type Multipart, type Part, putPart } from '../multipart';
import { objectSize, putObject } from '../objectStore';
import type { Upload } from './findUpload';
import { openMultipart, PART_SIZE, type Stored } from './storedParts';
import type { Turn } from './turns';

/** Parts that are on their way to the store at once; with the one being filled, an upload's whole memory. */
const PARALLEL = 2;

/**
 * Gives a chunk's memory back at once, where it has one of its own. Left to the collector it is collected only with
 * all the rest: a third of an upload's processor time went there.
 */
const free = (chunk: Uint8Array) => {
  if (chunk.buffer instanceof ArrayBuffer && chunk.buffer.byteLength === chunk.length)
    chunk.buffer.transfer(0);
};

/** Cuts a file's bytes into parts and sends them to the store, no faster than it takes them. */
export class PartWriter {
  readonly #upload: Upload;
  readonly #turn: Turn;
  readonly #parts: Part[];
  readonly #sending = new Set<Promise<void>>();
  readonly #spare: Buffer[] = [];
  #multipart: Promise<Multipart> | null;
  #buffer: Buffer | null = null;
  #filled = 0;
  #number: number;
  #failure: unknown = null;

  constructor(upload: Upload, stored: Stored, turn: Turn) {
    this.#upload = upload;
    this.#turn = turn;
    this.#parts = [...stored.parts];
    this.#number = stored.parts.length;
    this.#multipart = stored.multipart && Promise.resolve(stored.multipart);
  }

  /** Takes the next bytes, whose memory is gone then; waits while as many parts as may be are on their way. */
  async write(chunk: Uint8Array) {
    let offset = 0;
    const { length } = chunk;
    while (offset < length) {
      this.#buffer ??= this.#spare.pop() ?? this.#allocate();
      const piece = chunk.subarray(offset, offset + this.#buffer.length - this.#filled);
      this.#buffer.set(piece, this.#filled);
      this.#filled += piece.length;
      offset += piece.length;
      if (offset === length) free(chunk);
      if (this.#filled === this.#buffer.length && this.#upload.size > PART_SIZE) await this.#flush();
    }
  }

  /** Stores what is left and makes the object of it; all bytes have come. Fails NOT_FOUND, STORE_UNAVAILABLE. */
  async finish() {
    const { id, size } = this.#upload;
    if (size <= PART_SIZE && this.#buffer) {
      await this.#turn.prove();
      await putObject(id, this.#buffer.subarray(0, this.#filled));
      return;
    }
    if (this.#filled > 0) await this.#flush();
    await Promise.all(this.#sending);
    this.#rethrow();
    if (!this.#multipart) return;
    await this.#turn.prove();
    const parts = this.#parts.toSorted((a, b) => a.number - b.number);
    const isMade = await completeMultipart(await this.#multipart, parts);
    // Another request may have made the object of the very same parts.
    if (!isMade && (await objectSize(id)) !== size) fail('NOT_FOUND');
  }

  /** Waits for the parts on their way, so that whoever goes on finds them. Fails nothing. */
  async settle() {
    await Promise.allSettled(this.#sending);
  }

  #allocate() {
    return Buffer.allocUnsafeSlow(Math.min(PART_SIZE, this.#upload.size));
  }

  #rethrow() {
    if (this.#failure) throw this.#failure;
  }

  async #flush() {
    const [buffer, length] = [this.#buffer, this.#filled];
    if (!buffer) return;
    this.#buffer = null;
    this.#filled = 0;
    await this.#turn.prove();
    while (this.#sending.size >= PARALLEL) await Promise.race(this.#sending);
    this.#rethrow();
    this.#number += 1;
    const sending = this.#send(this.#number, buffer, length).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  async #send(number: number, buffer: Buffer, length: number) {
    try {
      this.#multipart ??= openMultipart(this.#upload);
      const part = await putPart(await this.#multipart, number, buffer.subarray(0, length));
      this.#parts.push(part ?? fail('NOT_FOUND'));
    } catch (error) {
      this.#failure ??= error;
    }
    this.#spare.push(buffer);
  }
}
