import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setting } from '../../e2e/people.ts';

/** The process of a part of the stack that the benches run on, as its launcher calls the part. */
export const pidOfPart = (part: 'web' | 'livekit' | 'recorder' | 'postgres' | 'redis'): number => {
  const mark = path.join(setting('WEBMTG_DATA'), 'run', `${part}.json`);
  return (JSON.parse(readFileSync(mark, 'utf8')) as { pid: number }).pid;
};
