import path from 'node:path';
import { baseEnvironment, webEnvironment } from './environment.ts';
import { defaultDataFolder } from './folders.ts';
import { help } from './help.mjs';
import { findLauncher } from './lock.ts';
import { readOptions } from './options.ts';
import { portsFrom } from './ports.ts';
import { runCommand } from './runCommand.ts';
import { runScript } from './runScript.ts';
import { readSecrets } from './secrets.ts';
import { StackError } from './StackError.ts';

/** What the jobs are told: the environment of a host who runs the parts elsewhere, or that of the running stack. */
function findEnvironment(signal: AbortSignal): NodeJS.ProcessEnv {
  const environment = baseEnvironment(false);
  if (process.env.DATABASE_URL) return environment;
  const folder = defaultDataFolder();
  const running = findLauncher(folder);
  if (!running) throw new StackError('WebMTG does not run here. Start it first: npm start');
  return webEnvironment({
    folder,
    ports: portsFrom(running.port, running.instances, running.nodes),
    host: '127.0.0.1',
    outerHost: '127.0.0.1',
    ownHost: '127.0.0.1',
    publicHost: 'localhost',
    secrets: readSecrets(folder, environment),
    environment,
    isThrowAway: false,
    isDevelopment: false,
    signal,
  });
}

await runCommand(async ({ keep, signal }) => {
  const { words, isDryRun } = readOptions('jobs', ['dry-run'], true);
  if (words.length === 0) throw new StackError(help.jobs ?? '');
  const at = (file: string) => path.join(import.meta.dirname, file);
  const args = ['--import', at('sourceHooks.ts'), at('runJobs.ts'), ...words];
  const script = keep(runScript([...args, ...(isDryRun ? ['--dry-run'] : [])], findEnvironment(signal)));
  return (await script.done) ? 0 : 1;
});
