import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './folders.ts';
import { messageArguments } from './messageArguments.ts';

type Tree = { [key: string]: string | Tree };

const reference = 'en.json';

function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
}

function read(file: string): Map<string, string> {
  return new Map(flatten(JSON.parse(readFileSync(path.join(root, 'messages', file), 'utf8')) as Tree));
}

function findFaults(): string[] {
  const expected = read(reference);
  const others = readdirSync(path.join(root, 'messages')).filter((file) => file !== reference);
  return others.flatMap((file) => {
    const actual = read(file);
    const missing = [...expected.keys()]
      .filter((key) => !actual.has(key))
      .map((key) => `${file} lacks ${key}`);
    const extra = [...actual.keys()]
      .filter((key) => !expected.has(key))
      .map((key) => `${reference} lacks ${key}`);
    const different = [...expected].flatMap(([key, text]) => compare(file, key, [text, actual.get(key)]));
    return missing.concat(extra, different);
  });
}

function compare(file: string, key: string, [text, other]: [string, string | undefined]): string[] {
  if (other === undefined) return [];
  if (other.trim() === '') return [`${file}: ${key} is empty`];
  try {
    const [wanted, given] = [messageArguments(text), messageArguments(other)].map((names) =>
      names.join(', '),
    );
    return wanted === given ? [] : [`${file}: ${key} uses (${given}), ${reference} uses (${wanted})`];
  } catch (error) {
    return [`${key}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

const faults = findFaults();
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
