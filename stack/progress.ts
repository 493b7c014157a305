import { shown } from './folders.ts';

const width = 16;

export function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** One line about one part. */
export function say(name: string, text: string, log?: string): void {
  console.log(`  ${name.padEnd(width)}${text}${log ? `   (log: ${shown(log)})` : ''}`);
}
