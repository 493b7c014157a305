import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { root } from '../../../stack/folders.ts';

const text = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
/** The instructions, each on one line, without comments. */
export const instructions = text
  .replaceAll(/^\s*#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter(Boolean);

const isStage = (line: string) => line.startsWith('FROM ');
/** Those of the last stage, which is the image, and those of the one that builds what it takes. */
const last = instructions.slice(instructions.findLastIndex(isStage));
const first = instructions.slice(1, instructions.findLastIndex(isStage));

type Copy = { isFromBuild: boolean; sources: string[]; target: string };

const readCopy = (line: string): Copy => {
  const words = line.split(/\s+/).slice(1);
  const flag = words[0]?.startsWith('--') ? words.shift() : undefined;
  const target = words.pop() ?? '';
  return { isFromBuild: flag === '--from=build', sources: words, target };
};

export const copies = (stage: 'image' | 'all') =>
  (stage === 'image' ? last : instructions).filter((line) => line.startsWith('COPY ')).map(readCopy);

/** What .dockerignore keeps of what it lets through. */
const isIgnored = (file: string) => /(?:^src\/generated|\.test\.tsx?$)/.test(path.relative(root, file));

function lay({ sources, target }: Copy, from: string, to: string): void {
  for (const source of sources) {
    const found = globSync(source, { cwd: from });
    if (found.length === 0) throw new Error(`The Dockerfile copies ${source}, which is not there.`);
    for (const file of found) {
      const place = target.endsWith('/') ? path.join(to, target, path.basename(file)) : path.join(to, target);
      mkdirSync(path.dirname(place), { recursive: true });
      const filter = (one: string) => !isIgnored(one);
      cpSync(path.join(from, file), place, { recursive: true, verbatimSymlinks: true, filter });
    }
  }
}

/** This checkout's packages, which are those of the lock file: hard links, or copies on another disk. */
function layPackages(folder: string): void {
  const asked = [path.join(root, 'node_modules'), path.join(folder, 'node_modules')];
  if (spawnSync('cp', ['-al', ...asked]).status !== 0) spawnSync('cp', ['-a', ...asked]);
}

/** Does what the Dockerfile does to build, in an empty folder; throws what a step says that fails. */
export async function runBuildStage(folder: string): Promise<void> {
  const env: NodeJS.ProcessEnv = {
    // Not what it builds for: the step says that itself.
    NODE_ENV: 'development',
    PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: folder,
  };
  for (const line of first) {
    const [word, ...words] = line.split(/\s+/);
    const rest = line.slice(line.indexOf(' ') + 1).replace(/^--mount=\S+ /, '');
    if (word === 'ENV') for (const one of words) env[one.split('=')[0] ?? ''] = one.split('=')[1];
    else if (word === 'COPY') lay(readCopy(line), root, folder);
    else if (word === 'RUN' && rest.startsWith('npm ci')) layPackages(folder);
    else if (word === 'RUN') {
      const child = spawn('sh', ['-c', `${rest} 2>&1`], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [said, [code]] = await Promise.all([textOf(child.stdout), once(child, 'exit')]);
      if (code !== 0) throw new Error(`${rest}\n${said}`);
    }
  }
}

/** Lays what the image gets into a folder; what its first stage has made is taken from where it was built. */
export function layImage(folder: string, built: string): void {
  for (const { isFromBuild, sources, target } of copies('image')) {
    const here = isFromBuild ? sources.map((source) => path.relative('/app', source)) : sources;
    lay({ isFromBuild, sources: here, target }, isFromBuild ? built : root, folder);
  }
}

/** The command that a container runs. */
export function command(): string[] {
  const line = last.findLast((one) => one.startsWith('CMD '));
  return JSON.parse(line?.slice(4) ?? '[]') as string[];
}
