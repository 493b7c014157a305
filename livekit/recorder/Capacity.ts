import { cpus } from 'node:os';

/** Cores that one recording takes (docs/benchmarks.md). */
const COST = 0.9;
const INTERVAL = 2_000;

const times = () => {
  const all = cpus().map((cpu) => cpu.times);
  const idle = all.reduce((sum, cpu) => sum + cpu.idle, 0);
  const total = all.reduce((sum, cpu) => sum + cpu.user + cpu.nice + cpu.sys + cpu.irq + cpu.idle, 0);
  return { idle, total };
};

/** Watches how many cores have nothing to do. */
export class Capacity {
  readonly #most: number;
  #last = times();
  #idleCores = cpus().length;

  constructor(most: number) {
    this.#most = most;
    setInterval(() => this.#look(), INTERVAL).unref();
  }

  #look(): void {
    const now = times();
    const passed = now.total - this.#last.total;
    if (passed > 0) this.#idleCores = ((now.idle - this.#last.idle) / passed) * cpus().length;
    this.#last = now;
  }

  /** Whether one more recording fits beside those that run. The first always does: late is better than never. */
  hasRoom(running: number): boolean {
    return running === 0 || (running < this.#most && this.#idleCores >= COST);
  }
}
