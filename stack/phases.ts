import { renameSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.ts';
import { runChecks } from './checks.ts';
import { findChromium } from './chromium.ts';
import { playwrightCounts, vitestCounts, type Counts } from './counts.ts';
import { makeFolder, tool } from './folders.ts';
import { generate } from './generate.ts';
import { freePortsFrom } from './ports.ts';
import type { Command } from './runCommand.ts';
import { runScript } from './runScript.ts';
import { Stack } from './Stack.ts';

export const phaseNames = ['check', 'unit', 'server', 'stack', 'gateway', 'e2e', 'faults'] as const;
export type PhaseName = (typeof phaseNames)[number];

type Run = { stack: Stack; command: Command; filters: string[] };

async function check({ stack, command }: Run): Promise<Counts> {
  const results = await runChecks(path.join(stack.setting.folder, 'log'), command.signal);
  for (const { name, isOk, output } of results)
    console.log(isOk ? `  ok ${name}` : `  FAILED ${name}\n${output}`);
  const failures = results.filter(({ isOk }) => !isOk).map(({ name, output }) => `${name}\n${output}`);
  return { passed: results.length - failures.length, failed: failures.length, skipped: 0, failures };
}

async function vitest(
  project: 'unit' | 'server' | 'stack' | 'gateway',
  { stack, command, filters }: Run,
  more: NodeJS.Dict<string> = {},
): Promise<Counts> {
  const report = path.join(stack.setting.folder, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // The launchers under test make their own addresses and secrets; those of this stack would win over them.
  const { folder, environment } = stack.setting;
  const base = project === 'stack' ? { ...environment, WEBMTG_DATA: folder } : stack.environment;
  // React and others behave differently in production: tests of single files run in neither mode.
  const env = { ...base, ...more, NODE_ENV: 'test' as const, LOG_LEVEL: 'error', WEBMTG_TEST: '1' };
  const args = [tool('vitest'), 'run', '--project', project, ...reporters, ...filters];
  const script = command.keep(runScript(args, env));
  return vitestCounts(report, await script.done);
}

async function playwright(project: 'e2e' | 'faults', { stack, command, filters }: Run): Promise<Counts> {
  const report = path.join(stack.setting.folder, `${project}.json`);
  const CHROME_PATH = await findChromium(stack.setting);
  const env = { ...stack.environment, WEBMTG_TEST: '1', CHROME_PATH, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const script = command.keep(
    runScript([tool('playwright'), 'test', `--project=${project}`, ...filters], env),
  );
  return playwrightCounts(report, await script.done);
}

type Behind = {
  name: string;
  nodes: number;
  settings?: NodeJS.Dict<string>;
  test: (run: Run) => Promise<Counts>;
};

/** On a second stack inside of the first one's folder: two web servers, and the gateway that people come in by. */
async function behindGateway(run: Run, { name, nodes, settings, test }: Behind): Promise<Counts> {
  const { folder: outer } = run.stack.setting;
  const folder = makeFolder(outer, name);
  const ports = await freePortsFrom(5000, 2, nodes);
  const stack = run.command.keep(await Stack.open({ folder, ports, isThrowAway: true }));
  Object.assign(stack.setting.environment, settings);
  await Promise.all([stack.startParts(), build(stack.setting)]);
  await stack.startWeb();
  const counts = await test({ ...run, stack });
  await stack.stop();
  // Kept with the first one's logs.
  renameSync(path.join(folder, 'log'), path.join(makeFolder(outer, 'log'), name));
  return counts;
}

async function gateway(run: Run): Promise<Counts> {
  return behindGateway(run, {
    name: 'behind-gateway',
    nodes: 1,
    // Long enough for a test to see what a web server does that is about to stop.
    settings: { GATEWAY_TENANT_HOSTS: '*.tenants.test', WEBMTG_DRAIN_SECONDS: '2' },
    test: async (inner) =>
      vitest('gateway', inner, {
        CHROME_PATH: await findChromium(inner.stack.setting),
        NODE_EXTRA_CA_CERTS: path.join(inner.stack.setting.folder, 'certificates', 'ca.pem'),
      }),
  });
}

/** Where any part may die, there are two of those that another can stand in for. */
async function faults(run: Run): Promise<Counts> {
  return behindGateway(run, {
    name: 'cluster',
    nodes: 2,
    test: async (inner) => playwright('faults', inner),
  });
}

async function prepare(name: PhaseName, { stack, command }: Run): Promise<void> {
  const { setting } = stack;
  switch (name) {
    case 'check':
    case 'unit':
      return generate({ logFolder: path.join(setting.folder, 'log'), signal: command.signal });
    case 'gateway':
    case 'faults':
      return;
    case 'stack':
      // The launchers under test find it fresh, so that their start is measured and not the compiler.
      return build(setting);
    // Uploads and downloads are tested over the line, past the modules that everything else is called by.
    case 'server':
    case 'e2e':
      await Promise.all([stack.startParts(), build(setting)]);
      return stack.startWeb();
  }
}

/** Brings up what the phase needs (throws when that fails), runs it, and counts its tests. */
export async function runPhase(name: PhaseName, run: Run): Promise<Counts> {
  await prepare(name, run);
  switch (name) {
    case 'check':
      return check(run);
    case 'unit':
    case 'server':
    case 'stack':
      return vitest(name, run);
    case 'gateway':
      return gateway(run);
    case 'e2e':
      return playwright(name, run);
    case 'faults':
      return faults(run);
  }
}
