import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePortsFrom } from '../../stack/ports.ts';
import { runCaptured } from '../../stack/runCaptured.ts';
import { Launcher, makeTestFolder, processesOf } from './Launcher.ts';

test('a taken port is named, with its part and the way out, and nothing is started', async () => {
  const folder = makeTestFolder('ports');
  const ports = await freePortsFrom(4700);
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(ports.redis, '127.0.0.1', resolve));
  const launcher = new Launcher(['up', '--port', String(ports.web)], folder);
  expect(await launcher.exit).toBe(1);
  expect(launcher.output).toContain(`Port ${ports.redis}, which Redis needs, is taken`);
  expect(launcher.output).toContain('--port');
  expect(launcher.output).not.toContain('PostgreSQL');
  expect(processesOf(folder)).toEqual([]);
  other.close();
});

test('ports that one stack has chosen are no other stack’s, before anything listens there', async () => {
  const { web } = await freePortsFrom(4720);
  const choose = `import { freePortsFrom } from './stack/ports.ts'; console.log((await freePortsFrom(${web})).web);`;
  const { output } = await runCaptured(['--input-type=module', '-e', choose], new AbortController().signal);
  expect(Number(output)).toBeGreaterThan(web);
  // To the one who has them they are free still.
  expect((await freePortsFrom(web)).web).toBe(web);
});

test.each(['0', '10', 'many'])('--instances %s is refused', async (count) => {
  const launcher = new Launcher(['up', '--instances', count], makeTestFolder('instances'));
  expect(await launcher.exit).toBe(1);
  expect(launcher.output).toContain('--instances wants a number from 1 to 9');
});

test('--help explains every command', async () => {
  for (const command of ['up', 'dev', 'test', 'check', 'bench', 'db']) {
    const launcher = new Launcher([command, '--help'], makeTestFolder('help'));
    expect(await launcher.exit).toBe(0);
    expect(launcher.output).toContain('npm ');
  }
});
