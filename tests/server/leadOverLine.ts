import { cuttableLine } from '../e2e/cuttableLine.ts';

/** Leads a setting's address over a line that can be cut: to be called before anything reads it. */
export const leadOverLine = async (name: string) => {
  const url = new URL(process.env[name] ?? '');
  const line = await cuttableLine(Number(url.port));
  url.host = new URL(line.url).host;
  process.env[name] = url.href;
  return line;
};
