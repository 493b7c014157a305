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

/** Those of the last stage, which is the image. */
const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));

type Copy = { isFromBuild: boolean; sources: string[]; target: string };

const readCopy = (line: string): Copy => {
  const words = line.split(/\s+/).slice(1);
  const flag = words[0]?.startsWith('--') ? words.shift() : undefined;
  const target = words.pop() ?? '';
  return { isFromBuild: flag === '--from=build', sources: words, target };
};

export const copies = (stage: 'image' | 'all') =>
  (stage === 'image' ? last : instructions).filter((line) => line.startsWith('COPY ')).map(readCopy);

/** Lays what the image gets into a folder; what its first stage makes is taken from this checkout. */
export function layImage(folder: string): void {
  for (const { isFromBuild, sources, target } of copies('image')) {
    for (const source of sources) {
      const pattern = isFromBuild ? path.relative('/app', source) : source;
      const found = globSync(pattern, { cwd: root });
      if (found.length === 0) throw new Error(`The Dockerfile copies ${source}, which is not there.`);
      for (const file of found) {
        const to = target.endsWith('/')
          ? path.join(folder, target, path.basename(file))
          : path.join(folder, target);
        mkdirSync(path.dirname(to), { recursive: true });
        cpSync(path.join(root, file), to, { recursive: true, verbatimSymlinks: true });
      }
    }
  }
}

/** The command that a container runs. */
export function command(): string[] {
  const line = last.findLast((one) => one.startsWith('CMD '));
  return JSON.parse(line?.slice(4) ?? '[]') as string[];
}
