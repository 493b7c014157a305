import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './folders.ts';
import { StackError } from './StackError.ts';

type Stoppable = { stop: () => Promise<void>; kill: () => void };

export type Command = {
  /** Aborted when the command is to end. */
  signal: AbortSignal;
  /** Registers what must not outlive the command; the last one registered stops first. */
  keep: <T extends Stoppable>(thing: T) => T;
  /** Stops everything now, instead of when the work returns. */
  stop: () => Promise<void>;
};

// One Ctrl-C arrives several times: from the terminal, from npm and from main.mjs.
const sameKeyPressMs = 500;
const interrupted = 130;

function loadDotEnv(): void {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

function report(error: unknown): void {
  console.error(error instanceof StackError ? `\n${error.message}\n` : error);
}

/** Runs a command to its exit code, and leaves nothing running however it ends. */
export async function runCommand(work: (command: Command) => Promise<number>): Promise<void> {
  const abort = new AbortController();
  const kept: Stoppable[] = [];
  let stopping: Promise<void> | undefined;
  let askedAt = 0;

  const killAll = () => {
    for (const thing of kept) thing.kill();
  };
  const stopAll = () =>
    (stopping ??= (async () => {
      abort.abort();
      for (const thing of kept.toReversed()) await thing.stop();
    })());
  const onSignal = () => {
    if (askedAt === 0) {
      askedAt = Date.now();
      console.log('\nStopping everything (again to end it at once)');
      void stopAll();
    } else if (Date.now() - askedAt > sameKeyPressMs) {
      killAll();
      process.exit(interrupted);
    }
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  // main.mjs is gone without a word: it was killed. Nobody may be left to read what is printed.
  process.on('disconnect', onSignal);
  process.channel?.unref();
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', (error) => {
    report(error);
    killAll();
    process.exit(1);
  });

  let code: number;
  try {
    loadDotEnv();
    code = await work({
      signal: abort.signal,
      keep: (thing) => {
        kept.push(thing);
        return thing;
      },
      stop: stopAll,
    });
  } catch (error) {
    code = abort.signal.aborted ? interrupted : 1;
    if (!abort.signal.aborted) report(error);
  }
  await stopAll();
  process.exit(code);
}
