import { runChecks } from './checks.ts';
import { defaultDataFolder, makeFolder } from './folders.ts';
import { readOptions } from './options.ts';
import { runCommand } from './runCommand.ts';

await runCommand(async ({ signal }) => {
  readOptions('check', []);
  const failed = (await runChecks(makeFolder(defaultDataFolder(), 'log'), signal)).filter(
    ({ isOk }) => !isOk,
  );
  for (const { name, output } of failed) console.error(`${name}:\n${output}\n`);
  return failed.length === 0 ? 0 : 1;
});
