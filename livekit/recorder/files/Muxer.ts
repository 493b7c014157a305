import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

const kept = 2_000;
const endMs = 20_000;

/** Sound that comes late, or with gaps, stays with its picture. */
const sound = '-c:a aac -b:a 128k -ar 48000 -ac 2 -af aresample=async=1000:first_pts=0';
/** Fragments: what is written can be played, whatever happens next. */
const container =
  '-movflags +frag_keyframe+empty_moov+default_base_moof -frag_duration 1000000 -flush_packets 1 -f mp4';

const argumentsFor = (file: string, isAudioOnly: boolean) => {
  const input = '-hide_banner -loglevel error -fflags +genpts -analyzeduration 1000000 -i pipe:0';
  const streams = isAudioOnly ? '-vn -map 0:a:0' : '-map 0:v:0 -map 0:a:0 -c:v copy';
  return [...`${input} ${streams} ${sound} -threads 1 ${container} -y`.split(' '), file];
};

/** ffmpeg, turning chunks from the browser into an MP4 that plays from its first byte. */
export class Muxer {
  readonly pid: number;
  /** Resolves when ffmpeg has ended: with what it complained of, if it failed. */
  readonly ended: Promise<string | undefined>;
  readonly #child: ChildProcessByStdio<Writable, null, Readable>;

  constructor(ffmpeg: string, file: string, isAudioOnly: boolean) {
    const child = spawn(ffmpeg, argumentsFor(file, isAudioOnly), { stdio: ['pipe', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-kept);
    });
    child.stdin.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code) => resolve(code === 0 ? undefined : complaint.trim() || `code ${code}`));
    });
    this.pid = child.pid ?? 0;
    this.#child = child;
  }

  /** Resolves when ffmpeg has taken the chunk. */
  async write(chunk: Buffer): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#child.stdin.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Ends the file; what ffmpeg complained of, if it failed. */
  async end(): Promise<string | undefined> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), endMs);
    this.#child.stdin.end();
    const complaint = await this.ended;
    clearTimeout(timer);
    return complaint;
  }
}
