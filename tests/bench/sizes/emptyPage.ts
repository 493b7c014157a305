import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import next from 'next';
import { root, tool } from '../../../stack/folders.ts';
import { setting } from '../../e2e/people.ts';

const layout = `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;
const page = `export default function Page() {
  return null;
}
`;
// Packages are found where they are: in the checkout, above this folder.
const config = `export default { turbopack: { root: ${JSON.stringify(root)} } };\n`;

const writeApp = () => {
  const folder = mkdtempSync(path.join(setting('WEBMTG_DATA'), 'empty-'));
  const { browserslist } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    browserslist: string[];
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type: 'module', browserslist }));
  writeFileSync(path.join(folder, 'next.config.mjs'), config);
  mkdirSync(path.join(folder, 'app'));
  writeFileSync(path.join(folder, 'app', 'layout.jsx'), layout);
  writeFileSync(path.join(folder, 'app', 'page.jsx'), page);
  return folder;
};

/** Builds an app of one empty page with this checkout's Next and React, and serves it; gives its address. */
export const serveEmptyPage = async (): Promise<string> => {
  const dir = writeApp();
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
  const build = spawnSync(process.execPath, [tool('next'), 'build'], { cwd: dir, env, encoding: 'utf8' });
  if (build.status !== 0) throw new Error(`The empty page does not build:\n${build.stdout}${build.stderr}`);
  const app = next({ dir, dev: false });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};
