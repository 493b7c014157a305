import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, programFolder, root, tool } from './folders.ts';
import { filesBelow, hashFiles } from './hashFiles.ts';
import { alone } from './lock.ts';
import { runTool } from './runTool.ts';

type Place = { logFolder: string; signal: AbortSignal };

const isCurrent = (stamp: string, hash: string) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;

async function generateClient({ logFolder, signal }: Place): Promise<void> {
  const stamp = path.join(root, 'src', 'generated', 'prisma.stamp');
  const hash = hashFiles(filesBelow(['prisma/schema', 'prisma.config.ts', 'package-lock.json']));
  if (isCurrent(stamp, hash)) return;
  // Generating needs no schema engine, but the CLI would download one: any existing file satisfies it.
  const engine = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  await runTool(
    {
      title: 'prisma generate',
      file: process.execPath,
      args: [tool('prisma'), 'generate'],
      env: { ...process.env, ...engine },
      log: path.join(logFolder, 'prisma-generate.log'),
    },
    signal,
  );
  writeFileSync(stamp, hash);
}

async function generateRouteTypes({ logFolder, signal }: Place): Promise<void> {
  const routes = filesBelow(['src/app']).filter((file) => /(page|layout|route)\.tsx?$/.test(file));
  if (routes.length === 0) return;
  const hash = createHash('sha256')
    .update(routes.join('\n'))
    .update(hashFiles(filesBelow(['next.config.mjs', 'package-lock.json'])))
    .digest('hex');
  const stamp = path.join(root, '.next', 'types', 'routes.stamp');
  if (isCurrent(stamp, hash) && existsSync(path.join(root, 'next-env.d.ts'))) return;
  await runTool(
    {
      title: 'next typegen',
      file: process.execPath,
      args: [tool('next'), 'typegen'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
      log: path.join(logFolder, 'next-typegen.log'),
    },
    signal,
  );
  makeFolder(path.dirname(stamp));
  writeFileSync(stamp, hash);
}

/** Writes the code that the sources are compiled against, where it is missing or stale. */
export async function generate(place: Place): Promise<void> {
  await alone(path.join(programFolder, 'generate.lock'), place.signal, async () => {
    await Promise.all([generateClient(place), generateRouteTypes(place)]);
  });
}
