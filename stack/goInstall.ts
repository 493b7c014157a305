import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from './findProgram.ts';
import { makeFolder, programFolder } from './folders.ts';
import { alone } from './lock.ts';
import { say, seconds } from './progress.ts';
import { runTool } from './runTool.ts';
import { StackError } from './StackError.ts';

export type GoProgram = { name: string; module: string; version: string };

/** Where the program lies once built: a new version has a new name and so is built anew. */
function programFile({ name, version }: GoProgram): string {
  return path.join(programFolder, `${name}-${version}`);
}

function findGo(): string {
  const go = findProgram('go');
  const version = go ? spawnSync(go, ['env', 'GOVERSION'], { encoding: 'utf8' }).stdout.trim() : '';
  const [, major = 0, minor = 0] = /^go(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  if (go && (major > 1 || minor >= 24)) return go;
  throw new StackError(
    `${go ? `Go is too old (${version})` : 'Go is missing'}: LiveKit and the object store are built from source.\n` +
      'Install Go 1.24 or newer: https://go.dev/doc/install',
  );
}

/** Says early, before anything is started, that Go is missing for a program not built yet. */
export function checkGo(programs: GoProgram[]): void {
  if (programs.some((program) => !existsSync(programFile(program)))) findGo();
}

/** Builds the program at its pinned version unless that was done before; gives its path. */
export async function goInstall(program: GoProgram, logFolder: string, signal: AbortSignal): Promise<string> {
  const file = programFile(program);
  if (existsSync(file)) return file;
  return alone(`${file}.lock`, signal, async () => {
    if (existsSync(file)) return file;
    const began = performance.now();
    const log = path.join(logFolder, `${program.name}-build.log`);
    say(program.name, `building ${program.version} from source, some minutes, once`, log);
    const target = makeFolder(programFolder, `build-${program.name}`);
    await runTool(
      {
        title: `Building ${program.name}`,
        file: findGo(),
        args: ['install', `${program.module}@${program.version}`],
        env: { ...process.env, GOBIN: target },
        log,
      },
      signal,
    );
    // Renamed at the end: a build broken off half-way is never taken for a program.
    renameSync(path.join(target, path.basename(program.module)), file);
    rmSync(target, { recursive: true });
    say(program.name, `built in ${seconds(began)}`);
    return file;
  });
}
