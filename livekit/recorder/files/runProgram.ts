import { spawn } from 'node:child_process';

const kept = 2_000;

/** Runs a program to its end; its output. Throws what it complained of. */
export const runProgram = async (file: string, args: readonly string[]): Promise<string> => {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-kept);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(complaint.trim() || `ended with code ${code}`);
  return output;
};
