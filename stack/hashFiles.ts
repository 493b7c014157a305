import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './folders.ts';

/** Every file below the given files and folders of the checkout, sorted. */
export function filesBelow(places: string[]): string[] {
  return places
    .filter((place) => existsSync(path.join(root, place)))
    .flatMap((place) => {
      if (!statSync(path.join(root, place)).isDirectory()) return [place];
      const entries = readdirSync(path.join(root, place), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
    })
    .toSorted();
}

/** One hash over the names and the contents of files. */
export function hashFiles(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  return hash.digest('hex');
}
