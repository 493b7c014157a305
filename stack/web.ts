import path from 'node:path';
import { webEnvironment } from './environment.ts';
import { root } from './folders.ts';
import type { Part, Setting } from './Part.ts';
import { hasGateway } from './ports.ts';

type Named = { name: string; port: number };

function webPart(setting: Setting, { name, port }: Named): Part {
  const address = `http://${setting.ownHost}:${port}/api/health`;
  return {
    name,
    file: process.execPath,
    args: [path.join(root, 'src', 'server', 'web.ts')],
    env: { ...webEnvironment(setting), PORT: String(port) },
    isReady: async () => (await fetch(address, { signal: AbortSignal.timeout(30_000) })).ok,
    readyWithinSeconds: setting.isDevelopment ? 120 : 60,
    stopSignal: 'SIGTERM',
    stopWithinSeconds: 10 + Number(setting.environment['WEBMTG_DRAIN_SECONDS'] || 0),
    isShown: setting.isDevelopment,
  };
}

/** One web server, or several behind the gateway: `web-1` and so on, each with a port and a log of its own. */
export function webParts(setting: Setting): Part[] {
  const { ports } = setting;
  if (!hasGateway(ports)) return [webPart(setting, { name: 'web', port: ports.web })];
  return ports.instances.map((port, i) => webPart(setting, { name: `web-${i + 1}`, port }));
}
