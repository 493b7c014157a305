import { readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { innerUrl } from './environment.ts';
import { makeFolder, root } from './folders.ts';
import { goInstall, type GoProgram } from './goInstall.ts';
import type { Part, Setting } from './Part.ts';
import { askRedis, redisUrl } from './redis.ts';
import { StackError } from './StackError.ts';

export const livekitProgram: GoProgram = {
  name: 'livekit-server',
  module: 'github.com/livekit/livekit-server/cmd/server',
  // Later versions carry `replace` lines in go.mod, which `go install` refuses.
  version: 'v1.13.5',
};

/** LiveKit's own Redis database, so that its state can be dropped without the app's. */
export const livekitDatabase = 1;

/** The first address of this machine in its network. */
export function networkAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

const isLocal = (host: string) => ['127.0.0.1', 'localhost', '::1'].includes(host);

function fillTemplate(setting: Setting): string {
  const { ports, secrets, host, outerHost } = setting;
  const values: Record<string, string | number> = {
    LIVEKIT_PORT: ports.livekit,
    LIVEKIT_BIND: host,
    LIVEKIT_TCP_PORT: ports.livekitTcp,
    LIVEKIT_UDP_PORT: ports.livekitUdp,
    LIVEKIT_NODE_IP: isLocal(outerHost) ? '127.0.0.1' : (networkAddress() ?? '127.0.0.1'),
    LIVEKIT_API_KEY: secrets.livekitApiKey,
    LIVEKIT_API_SECRET: secrets.livekitApiSecret,
    REDIS_ADDRESS: `127.0.0.1:${ports.redis}`,
    REDIS_PASSWORD: secrets.redisPassword,
    REDIS_DATABASE: livekitDatabase,
    WEBHOOK_URL: `${innerUrl(setting)}/api/livekit`,
  };
  return readFileSync(path.join(root, 'livekit', 'livekit.yaml'), 'utf8').replaceAll(
    /\$\{(\w+)\}/g,
    (_, name: string) => {
      const value = values[name];
      if (value === undefined)
        throw new StackError(`livekit/livekit.yaml asks for \${${name}}, which the launcher doesn't know.`);
      return String(value);
    },
  );
}

export async function livekitPart(setting: Setting): Promise<Part> {
  const { folder, ports, ownHost, signal } = setting;
  const file = await goInstall(livekitProgram, makeFolder(folder, 'log'), signal);
  const config = path.join(folder, 'livekit.yaml');
  writeFileSync(config, fillTemplate(setting), { mode: 0o600 });
  return {
    name: 'livekit',
    file,
    args: ['--config', config],
    // The only node of this stack is starting: rooms that Redis still holds lived on one that is dead.
    beforeStart: async () => {
      await askRedis(redisUrl(setting, livekitDatabase), (redis) => redis.flushdb());
    },
    isReady: async () =>
      (await fetch(`http://${ownHost}:${ports.livekit}/`, { signal: AbortSignal.timeout(2000) })).ok,
    readyWithinSeconds: 30,
    stopSignal: 'SIGTERM',
    stopWithinSeconds: 10,
  };
}
