import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../stack/folders.ts';

const text = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
/** The instructions, each on one line, without comments. */
export const instructions = text
  .replaceAll(/^\s*#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter(Boolean);

const lastFrom = instructions.findLastIndex((line) => line.startsWith('FROM '));
/** Those of the stage that builds, and of the last one, which is the image. */
const [first, last] = [instructions.slice(0, lastFrom), instructions.slice(lastFrom)];

type Copy = { isFromBuild: boolean; sources: string[]; target: string };

const readCopy = (line: string): Copy => {
  const words = line.split(/\s+/).slice(1);
  const flag = words[0]?.startsWith('--') ? words.shift() : undefined;
  const target = words.pop() ?? '';
  return { isFromBuild: flag === '--from=build', sources: words, target };
};

export const copies = (stage: 'image' | 'all') =>
  (stage === 'image' ? last : instructions).filter((line) => line.startsWith('COPY ')).map(readCopy);

const ignoreLines = readFileSync(path.join(root, '.dockerignore'), 'utf8').split('\n');
const kept = ignoreLines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
const ignored = ignoreLines.filter((line) => /^[^!#*]|^\*\*/.test(line));

/** Whether the builder sends a file of the checkout along (.dockerignore). */
const isSent = (file: string) => {
  const within = (pattern: string) =>
    path.matchesGlob(file, pattern) || path.matchesGlob(file, `${pattern}/**`);
  return kept.some(within) && !ignored.some(within);
};

/** Does what a COPY says in a folder; `built` is where the first stage has run. */
const lay = ({ isFromBuild, sources, target }: Copy, folder: string, built: string): void => {
  const from = isFromBuild ? built : root;
  const filter = (file: string) => isFromBuild || isSent(path.relative(root, file));
  for (const source of sources) {
    const pattern = isFromBuild ? path.relative('/app', source) : source;
    const found = globSync(pattern, { cwd: from }).filter((file) => filter(path.join(from, file)));
    if (found.length === 0) throw new Error(`The Dockerfile copies ${source}, which is not there.`);
    for (const file of found) {
      const to = target.endsWith('/')
        ? path.join(folder, target, path.basename(file))
        : path.join(folder, target);
      mkdirSync(path.dirname(to), { recursive: true });
      cpSync(path.join(from, file), to, { recursive: true, verbatimSymlinks: true, filter });
    }
  }
};

/** Lays what the image gets into a folder; `built` is where `runBuild` has been. */
export function layImage(folder: string, built: string): void {
  for (const copy of copies('image')) lay(copy, folder, built);
}

/** The packages of this checkout, which `npm ci` has installed by the same lock file: linked where that can be done. */
const installPackages = (folder: string): void => {
  const packages = [path.join(root, 'node_modules'), folder];
  if (spawnSync('cp', ['-al', ...packages]).status !== 0) execFileSync('cp', ['-a', ...packages]);
};

/** Runs the first stage in a folder that has nothing but what the Dockerfile copies there. */
export function runBuild(folder: string): void {
  const env: Record<string, string> = {};
  const node = path.dirname(process.execPath);
  for (const line of first) {
    const [word = '', ...rest] = line.split(/\s+/);
    const shell = rest.filter((part) => !part.startsWith('--mount=')).join(' ');
    if (word === 'ENV') Object.assign(env, Object.fromEntries(rest.map((pair) => pair.split('='))));
    else if (word === 'COPY') lay(readCopy(line), folder, folder);
    else if (word === 'RUN' && shell.startsWith('npm ci ')) installPackages(folder);
    else if (word === 'RUN')
      execFileSync('sh', ['-c', shell], {
        cwd: folder,
        env: { ...env, PATH: `${node}:/usr/bin:/bin` } as unknown as NodeJS.ProcessEnv,
        stdio: 'pipe',
      });
  }
}

/** The command that a container runs. */
export function command(): string[] {
  const line = last.findLast((one) => one.startsWith('CMD '));
  return JSON.parse(line?.slice(4) ?? '[]') as string[];
}
