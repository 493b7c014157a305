import { spawn } from 'node:child_process';
import { root } from './folders.ts';

/** Runs a script on Node 24 to its end and gives what it printed. */
export function runCaptured(args: string[], signal: AbortSignal): Promise<{ isOk: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, signal, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ isOk: code === 0, output: output.trim() }));
  });
}
