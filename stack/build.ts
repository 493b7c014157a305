import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { programFolder, root, tool } from './folders.ts';
import { generate } from './generate.ts';
import { filesBelow, hashFiles } from './hashFiles.ts';
import { alone } from './lock.ts';
import type { Setting } from './Part.ts';
import { say, seconds } from './progress.ts';
import { runTool } from './runTool.ts';

const sources = [
  'src',
  'messages',
  'public',
  'prisma/schema',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
const isCompiled = (file: string) => !file.startsWith('src/generated/') && !/\.test\.tsx?$/.test(file);

/** Compiles the web app for production, unless the last build was made from the very same sources. */
export async function build({ folder, environment, signal }: Setting): Promise<void> {
  const logFolder = path.join(folder, 'log');
  await generate({ logFolder, signal });
  await alone(path.join(programFolder, 'build.lock'), signal, async () => {
    const stamp = path.join(root, '.next', 'sources.stamp');
    const hash = hashFiles(filesBelow(sources).filter(isCompiled));
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
    rmSync(stamp, { force: true });
    const began = performance.now();
    const log = path.join(logFolder, 'build.log');
    say('build', 'compiling the web app', log);
    await runTool(
      {
        title: 'Compiling the web app',
        file: process.execPath,
        args: [tool('next'), 'build'],
        env: { ...environment, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
        log,
      },
      signal,
    );
    writeFileSync(stamp, hash);
    say('build', `compiled in ${seconds(began)}`);
  });
}
