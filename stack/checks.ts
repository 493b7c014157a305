import path from 'node:path';
import { root, tool } from './folders.ts';
import { generate } from './generate.ts';
import { runCaptured } from './runCaptured.ts';

const checks = {
  types: [tool('tsc'), '--noEmit', '-p', '.'],
  lint: [tool('oxlint'), '--type-aware', '--deny-warnings'],
  format: [tool('oxfmt'), '--check', '.'],
  'dead code': [tool('knip')],
  messages: [path.join(root, 'stack', 'messages.ts')],
};

type Result = { name: string; isOk: boolean; output: string };

/** Types, lint, format, dead code and messages, all at once. */
export async function runChecks(logFolder: string, signal: AbortSignal): Promise<Result[]> {
  await generate({ logFolder, signal });
  const running = Object.entries(checks).map(async ([name, args]) => {
    const { isOk, output } = await runCaptured(args, signal);
    return { name, isOk, output };
  });
  return Promise.all(running);
}
