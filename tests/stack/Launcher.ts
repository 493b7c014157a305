import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../stack/folders.ts';
import { markOf, readMark, type ProcessMark } from '../../stack/processes.ts';

/** A folder for one test file, inside the run's own data folder, which is removed afterwards. */
export function makeTestFolder(name: string): string {
  return mkdtempSync(path.join(process.env.WEBMTG_DATA ?? path.join(root, '.data'), `${name}-`));
}

function stateOf(pid: string): { isNamed: (folder: string) => boolean; group: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] ?? '';
    return { group, isNamed: (folder) => environment.includes(`WEBMTG_DATA=${folder}`) };
  } catch {
    return undefined;
  }
}

/**
 * Every process of a data folder's stack: those that carry its name in their environment, and the groups of the
 * parts (PostgreSQL and Redis write their titles over their environment).
 */
export function processesOf(folder: string): ProcessMark[] {
  const run = path.join(folder, 'run');
  const files = existsSync(run) ? readdirSync(run).filter((name) => name.endsWith('.json')) : [];
  const groups = new Set(files.map((file) => String(readMark(path.join(run, file))?.pid)));
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.filter((pid) => {
    const state = stateOf(pid);
    return state !== undefined && (groups.has(state.group) || state.isNamed(folder));
  });
  return found.map((pid) => markOf(Number(pid))).filter((mark) => mark !== undefined);
}

/** A command of the launcher, run as npm runs it. */
export class Launcher {
  readonly folder: string;
  readonly process: ChildProcess;
  readonly exit: Promise<number | null>;
  readonly #began = performance.now();
  #output = '';
  #wake: (() => void)[] = [];
  #hasEnded = false;

  constructor(args: string[], folder: string, checkout: string = root) {
    this.folder = folder;
    this.process = spawn('node', [path.join(checkout, 'stack', 'main.mjs'), ...args], {
      cwd: checkout,
      env: { ...process.env, WEBMTG_DATA: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk: Buffer) => {
      this.#output += chunk.toString();
      this.#wakeAll();
    };
    this.process.stdout?.on('data', collect);
    this.process.stderr?.on('data', collect);
    this.exit = new Promise((resolve) => {
      this.process.once('close', (code) => {
        this.#hasEnded = true;
        this.#wakeAll();
        resolve(code);
      });
    });
  }

  #wakeAll(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  get output(): string {
    return this.#output;
  }

  /** Resolves with the milliseconds since the start, once the text is printed. */
  async said(text: string | RegExp): Promise<number> {
    const isThere = () => (typeof text === 'string' ? this.#output.includes(text) : text.test(this.#output));
    while (!isThere()) {
      if (this.#hasEnded) throw new Error(`ended without saying "${text}":\n${this.#output}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
    return performance.now() - this.#began;
  }

  /** The pid of a part, as the launcher noted it. */
  pidOf(part: string): number {
    const file = path.join(this.folder, 'run', `${part}.json`);
    return (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid;
  }
}
