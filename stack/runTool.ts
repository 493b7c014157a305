import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, root, shown } from './folders.ts';
import { signalGroup } from './processes.ts';
import { StackError } from './StackError.ts';

export type Tool = {
  /** Heads the message when it fails. */
  title: string;
  file: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  user?: { uid: number; gid: number } | undefined;
  log: string;
};

export function lastLines(log: string, count = 20): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  return lines
    .slice(-count)
    .map((line) => `    ${line}`)
    .join('\n');
}

/** Runs a program to its end, its output in a log; a failure shows the log's last lines. */
export function runTool(tool: Tool, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  makeFolder(path.dirname(tool.log));
  const output = openSync(tool.log, 'w');
  const child = spawn(tool.file, tool.args, {
    cwd: tool.cwd ?? root,
    env: tool.env ?? process.env,
    stdio: ['ignore', output, output],
    detached: true,
    ...tool.user,
  });
  closeSync(output);
  const abort = () => child.pid && signalGroup(child.pid, 'SIGKILL');
  signal.addEventListener('abort', abort);
  return new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(new StackError(`${tool.title}: ${error.message}`)));
    child.once('exit', (code, killedBy) => {
      signal.removeEventListener('abort', abort);
      if (code === 0) return resolve();
      const end = killedBy ? `was ended by ${killedBy}` : `failed with code ${code}`;
      reject(
        new StackError(
          `${tool.title} ${end}. Its last lines (all in ${shown(tool.log)}):\n${lastLines(tool.log)}`,
        ),
      );
    });
  });
}
