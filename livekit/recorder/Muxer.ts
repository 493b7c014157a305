import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** Bytes that may wait for ffmpeg: when it is so far behind, it has stopped. */
const BACKLOG_MAX = 64_000_000;
/** Milliseconds that ffmpeg may take to write what it still has. */
const CLOSE_MAX = 15_000;

/**
 * Writes a film as it comes into an MP4 in fragments, which plays from the first byte and wherever it is cut: the
 * picture as it is, the sound as AAC, which every player knows.
 */
export class Muxer {
  /** Why it ended although nobody had asked it to. */
  readonly broken: Promise<string>;
  readonly #process: ChildProcessByStdio<Writable, null, Readable>;
  #isClosing = false;
  #lastWords = '';

  constructor({ ffmpeg, file, isAudioOnly }: { ffmpeg: string; file: string; isAudioOnly: boolean }) {
    const args = [
      ...'-hide_banner -loglevel error -nostdin -fflags +genpts -i pipe:0'.split(' '),
      ...(isAudioOnly ? '-vn' : '-c:v copy').split(' '),
      ...'-c:a aac -b:a 128k -ar 48000 -af aresample=async=1000'.split(' '),
      ...'-movflags +frag_keyframe+empty_moov+default_base_moof -frag_duration 1000000'.split(' '),
      ...'-flush_packets 1 -f mp4 -y'.split(' '),
      file,
    ];
    this.#process = spawn(ffmpeg, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    this.#process.stdin.on('error', () => undefined);
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = `${this.#lastWords}${text}`.slice(-500);
    });
    const { promise, resolve } = Promise.withResolvers<string>();
    this.broken = promise;
    this.#process.once('error', (error) => resolve(`ffmpeg could not be run: ${error.message}`));
    this.#process.once('exit', () => {
      if (!this.#isClosing) resolve(`ffmpeg has ended: ${this.#lastWords.trim()}`);
    });
  }

  /** Takes the next piece; throws where ffmpeg does not keep up. */
  write(piece: Buffer): void {
    this.#process.stdin.write(piece);
    if (this.#process.stdin.writableLength > BACKLOG_MAX) throw new Error('the disk does not keep up');
  }

  /** Writes the rest and closes the file. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const exited = once(child, 'exit');
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MAX);
    await exited;
    clearTimeout(timer);
  }
}
