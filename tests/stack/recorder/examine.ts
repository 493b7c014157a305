import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { probe } from '../../film.ts';
import type { RecorderStack } from './RecorderStack.ts';

/** What is found in a stored recording. */
export const examine = async (stack: RecorderStack, key: string) => {
  const file = path.join(stack.dataFolder, path.basename(key));
  writeFileSync(file, await stack.fetch(key));
  return probe(file);
};
