import { once } from 'node:events';
import path from 'node:path';
import { defaultDataFolder } from './folders.ts';
import { generate } from './generate.ts';
import { readOptions } from './options.ts';
import { portsFrom } from './ports.ts';
import { seconds } from './progress.ts';
import { runCommand } from './runCommand.ts';
import { Stack } from './Stack.ts';

await runCommand(async ({ signal, keep }) => {
  const began = performance.now();
  const { port = 3000, host } = readOptions('dev', ['port', 'host']);
  console.log('WebMTG, for development');
  const folder = defaultDataFolder();
  const stack = keep(await Stack.open({ folder, ports: portsFrom(port), host, isDevelopment: true }));
  await Promise.all([stack.startParts(), generate({ logFolder: path.join(folder, 'log'), signal })]);
  await stack.startWeb();
  console.log(`\nWebMTG is ready after ${seconds(began)}: ${stack.environment.WEBMTG_URL}\nCtrl-C stops it.`);
  await once(signal, 'abort');
  return 0;
});
