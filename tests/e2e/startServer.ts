import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect } from '@playwright/test';

export interface Server {
  url: string;
  pid: number;
  stop: () => Promise<void>;
  /** Ends it without a word, as a crash does. */
  kill: () => Promise<void>;
}

const root = path.join(import.meta.dirname, '../..');

const isUp = async (url: string) => {
  try {
    return (await fetch(`${url}/api/health?live`)).ok;
  } catch {
    return false;
  }
};

/** One more web server on the parts that are running, with settings of its own. */
export const startServer = async (port: number, settings: Record<string, string>): Promise<Server> => {
  const url = `http://localhost:${port}`;
  const child = spawn(path.join(root, 'node_modules/.bin/node'), ['src/server/web.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: 'localhost',
      WEBMTG_URL: url,
      NODE_ENV: 'production',
      ...settings,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const gone = once(child, 'exit');
  // Whatever becomes of the test, nothing of it stays behind.
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  await expect
    .poll(async () => await isUp(url), { message: `the server at ${url}`, timeout: 30_000 })
    .toBe(true);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
  };
  const { pid = 0 } = child;
  return { url, pid, stop: async () => await end('SIGTERM'), kill: async () => await end('SIGKILL') };
};
