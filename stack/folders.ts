import { mkdirSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

/** Programs built from source: shared by every data folder of this checkout. */
export const programFolder = path.join(root, '.data', 'bin');

/** The data folder that a command without a throw-away one works in. */
export function defaultDataFolder(): string {
  return process.env.WEBMTG_DATA ? path.resolve(process.env.WEBMTG_DATA) : path.join(root, '.data');
}

export function makeFolder(...parts: [string, ...string[]]): string {
  const folder = path.join(...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A path as a person in the checkout would type it. */
export function shown(file: string): string {
  const relative = path.relative(root, file);
  return relative.startsWith('..') ? file : relative;
}

/** A command of node_modules/.bin, for spawn. */
export function tool(name: string): string {
  return path.join(root, 'node_modules', '.bin', name);
}
