import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const folder = () => {
  const dir = process.env['MAIL_DIR'];
  if (!dir) throw new Error('MAIL_DIR is not set: run the tests by `npm test`');
  return dir;
};

/** The letters to one address, oldest first, as they lie in the folder that stands in for a mail server. */
export const lettersTo = async (address: string): Promise<string[]> => {
  await mkdir(folder(), { recursive: true });
  const names = (await readdir(folder())).filter(
    (name) => name.endsWith('.eml') && name.includes(` ${address} `),
  );
  return await Promise.all(
    names.toSorted().map(async (name) => await readFile(path.join(folder(), name), 'utf8')),
  );
};

/** The path of the one link in a letter. */
export const linkIn = (letter: string | undefined): string => {
  const url = letter?.match(/https?:\/\/\S+/)?.[0];
  if (!url) throw new Error(`no link in ${letter ?? 'no letter'}`);
  return new URL(url).pathname;
};

/** The secret at the end of a letter's link. */
export const tokenIn = (letter: string | undefined): string => linkIn(letter).split('/').at(-1) ?? '';
