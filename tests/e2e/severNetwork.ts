import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';

/** The process through whose sockets every byte of a browser goes, WebSocket and WebRTC alike. */
const networkProcess = (browserPid: number) => {
  const isNetworkOfBrowser = (pid: string) => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('network.mojom.NetworkService'))
        return false;
      return readFileSync(`/proc/${pid}/status`, 'utf8').includes(`\nPPid:\t${browserPid}\n`);
    } catch {
      // It ended while it was looked at.
      return false;
    }
  };
  const found = readdirSync('/proc').find((name) => /^\d+$/.test(name) && isNetworkOfBrowser(name));
  if (!found) throw new Error('this browser has no network process of its own');
  return Number(found);
};

/**
 * Pulls the plug of one browser while `work` runs. Chromium's own offline switch leaves open peer connections alone,
 * so its network process is stopped: nothing comes in or goes out, and no socket learns of it, as with a dead
 * cable. The switch only tells the page what a system would tell it.
 */
export const severNetwork = async (
  browserPid: number,
  context: BrowserContext,
  work: () => Promise<void>,
) => {
  const pid = networkProcess(browserPid);
  await context.setOffline(true);
  process.kill(pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    process.kill(pid, 'SIGCONT');
    await context.setOffline(false);
  }
};
