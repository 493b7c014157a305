import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.ts';
import { findChromium } from './chromium.ts';
import { root } from './folders.ts';
import { readOptions } from './options.ts';
import { runCommand } from './runCommand.ts';
import { runScript } from './runScript.ts';
import { StackError } from './StackError.ts';
import { openThrowAwayStack } from './throwAway.ts';

/** Models on paper: they ask no stack. */
const onPaper = new Set(['capacity.ts']);

await runCommand(async (command) => {
  const { port, isKept, words } = readOptions('bench', ['port', 'keep'], true);
  const folder = path.join(root, 'tests', 'bench');
  const names = (existsSync(folder) ? readdirSync(folder) : [])
    .filter(
      (name) => name.endsWith('.ts') && (words.length === 0 || words.some((word) => name.includes(word))),
    )
    .toSorted();
  if (names.length === 0)
    throw new StackError(`No file of tests/bench is called ${words.join(' or ') || 'anything.ts'}.`);

  let environment: NodeJS.ProcessEnv = process.env;
  if (names.some((name) => !onPaper.has(name))) {
    const stack = await openThrowAwayStack(command, { port, isKept });
    const CHROME_PATH = await findChromium(stack.setting);
    await Promise.all([stack.startParts(), build(stack.setting)]);
    await stack.startWeb();
    environment = { ...stack.environment, CHROME_PATH };
  }

  let failed = 0;
  for (const name of names) {
    console.log(`\n${name}`);
    const script = command.keep(runScript([path.join(folder, name)], environment));
    if (!(await script.done)) failed++;
    command.signal.throwIfAborted();
  }
  return failed === 0 ? 0 : 1;
});
