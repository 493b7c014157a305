import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { aptInstall } from './aptInstall.ts';
import { findProgram } from './findProgram.ts';
import { makeFolder } from './folders.ts';
import type { Setting } from './Part.ts';
import { StackError } from './StackError.ts';

const find = () => process.env.CHROME_PATH || findProgram('chromium', 'chromium-browser', 'google-chrome');
const hasJapaneseFont = () => spawnSync('fc-list', [':lang=ja'], { encoding: 'utf8' }).stdout?.trim() !== '';

/** The browser that the tests drive, installed if need be, with letters for Japanese. */
export async function findChromium({ folder, signal }: Setting): Promise<string> {
  const missing = [
    ...(find() ? [] : ['chromium']),
    ...(find() && hasJapaneseFont() ? [] : ['fonts-noto-cjk']),
  ];
  if (missing.length > 0) {
    const log = path.join(makeFolder(folder, 'log'), 'chromium-install.log');
    await aptInstall({ what: missing.join(' and '), packages: missing, log }, signal);
  }
  const file = find();
  if (!file)
    throw new StackError('Chromium was installed, but is not to be found in PATH. Set CHROME_PATH to it.');
  return file;
}
