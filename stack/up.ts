import { once } from 'node:events';
import { build } from './build.ts';
import { defaultDataFolder } from './folders.ts';
import { readOptions } from './options.ts';
import { portsFrom } from './ports.ts';
import { seconds } from './progress.ts';
import { runCommand } from './runCommand.ts';
import { Stack } from './Stack.ts';

await runCommand(async ({ signal, keep }) => {
  const began = performance.now();
  const { port = 3000, host } = readOptions('up', ['port', 'host']);
  console.log('WebMTG');
  const stack = keep(await Stack.open({ folder: defaultDataFolder(), ports: portsFrom(port), host }));
  await Promise.all([stack.startParts(), build(stack.setting)]);
  await stack.startWeb();
  console.log(`\nWebMTG is ready after ${seconds(began)}: ${stack.environment.WEBMTG_URL}\nCtrl-C stops it.`);
  await once(signal, 'abort');
  return 0;
});
