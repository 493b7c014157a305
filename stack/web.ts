import path from 'node:path';
import { webEnvironment } from './environment.ts';
import { root } from './folders.ts';
import type { Part, Setting } from './Part.ts';

export function webPart(setting: Setting): Part {
  const address = `http://${setting.ownHost}:${setting.ports.web}/api/health`;
  return {
    name: 'web',
    file: process.execPath,
    args: [path.join(root, 'src', 'server', 'web.ts')],
    env: webEnvironment(setting),
    isReady: async () => (await fetch(address, { signal: AbortSignal.timeout(30_000) })).ok,
    readyWithinSeconds: setting.isDevelopment ? 120 : 60,
    stopSignal: 'SIGTERM',
    stopWithinSeconds: 10,
    isShown: setting.isDevelopment,
  };
}
