import path from 'node:path';
import { aptInstall } from './aptInstall.ts';
import { findProgram } from './findProgram.ts';
import { makeFolder } from './folders.ts';
import type { Setting } from './Part.ts';
import { StackError } from './StackError.ts';

const find = () => process.env.FFMPEG_PATH || findProgram('ffmpeg');

/** The program that closes recordings and makes other forms of them, installed if need be. */
export async function findFfmpeg({ folder, signal }: Setting): Promise<string> {
  const present = find();
  if (present) return present;
  const log = path.join(makeFolder(folder, 'log'), 'ffmpeg-install.log');
  await aptInstall({ what: 'ffmpeg', packages: ['ffmpeg'], log }, signal);
  const installed = find();
  if (!installed)
    throw new StackError('ffmpeg was installed, but is not to be found in PATH. Set FFMPEG_PATH to it.');
  return installed;
}
