import { cpus } from 'node:os';
import { cores } from './settings.ts';

/** What a recording takes of one core, most of it Chromium's. */
const cost = 0.9;
const tickMs = 1_000;
/** A recording shows in the processor's figures only after it has begun. */
const warmUpMs = 10_000;
/** How much of the newest figure goes into the one that counts. */
const weight = 0.3;

const times = () => {
  const all = cpus().map(({ times: spent }) => spent);
  const idle = all.reduce((sum, { idle: free }) => sum + free, 0);
  const total = all.reduce((sum, spent) => sum + Object.values(spent).reduce((a, b) => a + b, 0), 0);
  return { idle, total };
};

/** Whether this machine can take one more recording. */
export class Capacity {
  readonly #max: number | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #reservations = new Set<NodeJS.Timeout>();
  #idleCores = cores;
  #before = times();

  constructor(max: number | undefined) {
    this.#max = max;
    this.#timer = setInterval(() => this.#measure(), tickMs).unref();
  }

  #measure(): void {
    const now = times();
    const total = now.total - this.#before.total;
    const idle = total > 0 ? ((now.idle - this.#before.idle) / total) * cores : this.#idleCores;
    this.#idleCores += (idle - this.#idleCores) * weight;
    this.#before = now;
  }

  /** Whether one more fits beside `running` others. The first always does: a busy machine would else never record. */
  hasRoom(running: number): boolean {
    if (this.#max !== undefined) return running < this.#max;
    return running === 0 || this.#idleCores - this.#reservations.size * cost >= cost;
  }

  /** Holds back what a recording that begins will take. */
  reserve(): void {
    const timer = setTimeout(() => this.#reservations.delete(timer), warmUpMs).unref();
    this.#reservations.add(timer);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
