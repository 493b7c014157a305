import { v7 as uuid } from 'uuid';
import type { ErrorCode } from '@/shared/errors';
import { retryDelay } from '@/shared/retryDelay';
import { FileGone, sendFile, type UploadTarget } from './sendFile';
import { readUploadFailure } from './uploadFailure';
import { type Sample, speedOf, withSample } from './uploadSpeed';

/** Files that are on their way at once. */
const PARALLEL = 3;

export interface Upload {
  key: string;
  name: string;
  size: number;
  type: string;
  /** A picture to show of it, good for as long as it is listed. */
  previewUrl: string | null;
  state: 'waiting' | 'sending' | 'retrying' | 'stored' | 'failed';
  /** From 0 to 1. */
  progress: number;
  bytesPerSecond: number | null;
  secondsLeft: number | null;
  fileId: string | null;
  error: ErrorCode | 'OFFLINE' | 'UNKNOWN' | null;
}

interface Entry {
  upload: Upload;
  file: File;
  target: UploadTarget;
  abort: AbortController;
}

const isSame = (a: File, b: File) =>
  a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

const makeEntry = (file: File, target: UploadTarget): Entry => ({
  file,
  target,
  abort: new AbortController(),
  upload: {
    key: uuid(),
    name: file.name,
    size: file.size,
    type: file.type,
    previewUrl: file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
    state: 'waiting',
    progress: 0,
    bytesPerSecond: null,
    secondsLeft: null,
    fileId: null,
    error: null,
  },
});

/** Waits for the time to try again, or for the line to be back, whichever comes first. */
const pause = async (milliseconds: number, signal: AbortSignal) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = () => resolve();
  const timer = setTimeout(done, milliseconds);
  window.addEventListener('online', done);
  signal.addEventListener('abort', done);
  await promise;
  clearTimeout(timer);
  window.removeEventListener('online', done);
  signal.removeEventListener('abort', done);
};

/** The uploads of one place on a page: a few at once, each until it is stored, refused or cancelled. */
export class UploadQueue {
  #entries: readonly Entry[] = [];
  #uploads: readonly Upload[] = [];
  #isStopped = false;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): readonly Upload[] => this.#uploads;

  /** Takes files in; one that is here already, and not failed, is not taken twice. */
  add(files: readonly File[], target: UploadTarget) {
    const fresh = files.filter(
      (file, index) =>
        !files.slice(0, index).some((earlier) => isSame(earlier, file)) &&
        !this.#entries.some((entry) => entry.upload.state !== 'failed' && isSame(entry.file, file)),
    );
    this.#entries = [...this.#entries, ...fresh.map((file) => makeEntry(file, target))];
    this.#tell();
    this.#fill();
  }

  /** Ends an upload and forgets it; returns the id of the file that the server has of it, if any. */
  cancel(key: string): string | null {
    const entry = this.#entries.find(({ upload }) => upload.key === key);
    if (!entry) return null;
    this.#drop((one) => one === entry);
    this.#fill();
    return entry.upload.fileId;
  }

  /** Tries a file again that was refused. */
  retry(key: string) {
    const entry = this.#entries.find(({ upload }) => upload.key === key);
    if (entry?.upload.state !== 'failed') return;
    this.#change(entry, { state: 'waiting', error: null });
    this.#fill();
  }

  /** Forgets what is stored. */
  clear() {
    this.#drop(({ upload }) => upload.state === 'stored');
  }

  /** Goes on after `stop`. */
  start() {
    this.#isStopped = false;
    this.#fill();
  }

  /** Sends nothing more; what was on its way waits for `start`. */
  stop() {
    this.#isStopped = true;
    for (const entry of this.#entries) entry.abort.abort();
  }

  #drop(isDropped: (entry: Entry) => boolean) {
    for (const { upload, abort } of this.#entries.filter(isDropped)) {
      abort.abort();
      if (upload.previewUrl) URL.revokeObjectURL(upload.previewUrl);
    }
    this.#entries = this.#entries.filter((entry) => !isDropped(entry));
    this.#tell();
  }

  #tell() {
    this.#uploads = this.#entries.map(({ upload }) => upload);
    for (const listener of this.#listeners) listener();
  }

  #change(entry: Entry, fields: Partial<Upload>) {
    entry.upload = { ...entry.upload, ...fields };
    if (this.#entries.includes(entry)) this.#tell();
  }

  #fill() {
    if (this.#isStopped) return;
    const busy = this.#entries.filter(({ upload }) => ['sending', 'retrying'].includes(upload.state));
    const next = this.#entries.filter(({ upload }) => upload.state === 'waiting');
    for (const entry of next.slice(0, Math.max(0, PARALLEL - busy.length))) {
      entry.abort = new AbortController();
      this.#change(entry, { state: 'sending' });
      void this.#run(entry).finally(() => this.#fill());
    }
  }

  async #run(entry: Entry) {
    const { signal } = entry.abort;
    for (let failures = 1; !signal.aborted; failures++) {
      const before = entry.upload.progress;
      try {
        const fileId = await this.#send(entry, signal);
        return this.#change(entry, { state: 'stored', progress: 1, fileId, error: null, ...AT_REST });
      } catch (error) {
        if (signal.aborted) break;
        const { code, isFinal } =
          error instanceof FileGone
            ? ({ code: 'FILE_CHANGED', isFinal: true } as const)
            : readUploadFailure(error);
        if (isFinal) return this.#change(entry, { state: 'failed', error: code, ...AT_REST });
        if (entry.upload.progress > before) failures = 1;
        const isOffline = code === null && !navigator.onLine;
        this.#change(entry, { state: 'retrying', error: isOffline ? 'OFFLINE' : code, ...AT_REST });
        await pause(retryDelay(failures, Math.random()), signal);
      }
    }
    this.#change(entry, { state: 'waiting', ...AT_REST });
  }

  async #send(entry: Entry, signal: AbortSignal) {
    let samples: readonly Sample[] = [];
    return await sendFile(entry.file, entry.target, {
      signal,
      onFileId: (fileId) => this.#change(entry, { fileId }),
      onProgress: (bytes) => {
        samples = withSample(samples, { at: performance.now(), bytes });
        const bytesPerSecond = speedOf(samples);
        const secondsLeft = bytesPerSecond ? (entry.file.size - bytes) / bytesPerSecond : null;
        const progress = bytes / entry.file.size;
        this.#change(entry, { state: 'sending', error: null, progress, bytesPerSecond, secondsLeft });
      },
    });
  }
}

const AT_REST = { bytesPerSecond: null, secondsLeft: null };
