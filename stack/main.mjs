// The one file that runs on whatever Node the machine has: no dependencies, no newer syntax.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { help } from './help.mjs';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const lockfile = path.join(root, 'package-lock.json');
const installedLockfile = path.join(root, 'node_modules', '.package-lock.json');
const node = path.join(root, 'node_modules', '.bin', 'node');

const [command = '', ...args] = process.argv.slice(2);

/** @param {string} message @returns {never} */
function refuse(message) {
  console.error(message);
  process.exit(1);
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }>} */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

// A checkout touches the lockfile without changing it, so a newer date alone does not mean another `npm ci`.
function isInstalled() {
  if (!existsSync(installedLockfile) || !existsSync(node)) return false;
  if (statSync(lockfile).mtimeMs <= statSync(installedLockfile).mtimeMs) return true;
  const installed = packagesIn(installedLockfile);
  return Object.entries(packagesIn(lockfile)).every(
    ([name, wanted]) =>
      name === '' || installed[name]?.version === wanted.version || (wanted.optional && !installed[name]),
  );
}

function install() {
  if (spawnSync('npm', ['--version'], { stdio: 'ignore' }).status !== 0) {
    refuse('npm is missing. Install Node.js 20 or newer with npm: https://nodejs.org/en/download');
  }
  console.log('Installing packages: npm ci (a few minutes the first time)');
  const done = spawnSync('npm', ['ci', '--include=dev', '--include=optional'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (done.status !== 0) refuse('npm ci failed; what it said is above. Mend that and run the command again.');
  if (!existsSync(node)) {
    refuse(
      'npm ci left no Node 24 behind: it must be allowed to run install scripts (ignore-scripts=false).',
    );
  }
}

/** @param {string} name */
function run(name) {
  const script = path.join(root, 'stack', `${name}.ts`);
  // The ipc channel tells the command that this process is gone, even when it was killed outright.
  const child = spawn(node, [script, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => refuse(`Could not run ${node}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

const text = help[command];
if (text === undefined) refuse(`Unknown command "${command}". Commands: ${Object.keys(help).join(', ')}`);
if (args.includes('--help') || args.includes('-h')) {
  console.log(text);
} else {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    refuse(
      `Node ${process.versions.node} is too old. Install Node.js 20 or newer: https://nodejs.org/en/download`,
    );
  }
  if (!isInstalled()) install();
  run(command);
}
