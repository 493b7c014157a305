import { once } from 'node:events';
import { build } from './build.ts';
import { certificateAdvice } from './gateway.ts';
import { defaultDataFolder } from './folders.ts';
import { readOptions } from './options.ts';
import { portsFrom } from './ports.ts';
import { seconds } from './progress.ts';
import { runCommand } from './runCommand.ts';
import { Stack } from './Stack.ts';

await runCommand(async ({ signal, keep }) => {
  const began = performance.now();
  const allowed = ['port', 'host', 'gateway', 'instances', 'nodes'] as const;
  const { port = 3000, host, instances, nodes } = readOptions('up', [...allowed]);
  console.log('WebMTG');
  const stack = keep(
    await Stack.open({ folder: defaultDataFolder(), ports: portsFrom(port, instances, nodes), host }),
  );
  await Promise.all([stack.startParts(), build(stack.setting)]);
  await stack.startWeb();
  if (instances > 0) console.log(`\n${certificateAdvice(stack.setting)}`);
  console.log(`\nWebMTG is ready after ${seconds(began)}: ${stack.environment.WEBMTG_URL}\nCtrl-C stops it.`);
  await once(signal, 'abort');
  return 0;
});
