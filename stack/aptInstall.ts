import path from 'node:path';
import { alone } from './lock.ts';
import { findProgram } from './findProgram.ts';
import { programFolder } from './folders.ts';
import { say, seconds } from './progress.ts';
import { runTool } from './runTool.ts';
import { StackError } from './StackError.ts';

type Missing = { what: string; packages: string[]; log: string };

/** Installs system packages when this process may; else throws a message that says what to install. */
export async function aptInstall({ what, packages, log }: Missing, signal: AbortSignal): Promise<void> {
  const apt = findProgram('apt-get');
  if (!apt || process.getuid?.() !== 0) {
    throw new StackError(
      `${what} is missing on this machine. Install it:\n  sudo apt-get install -y ${packages.join(' ')}`,
    );
  }
  const began = performance.now();
  say('apt', `installing ${packages.join(' ')}`, log);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await alone(path.join(programFolder, 'apt.lock'), signal, async () => {
    await runTool(
      { title: 'apt-get update', file: apt, args: ['update'], env, log: `${log}.update` },
      signal,
    );
    const args = ['install', '-y', '--no-install-recommends', ...packages];
    await runTool({ title: `Installing ${packages.join(' ')}`, file: apt, args, env, log }, signal);
  });
  say('apt', `installed ${packages.join(' ')} in ${seconds(began)}`);
}
