import { readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { innerUrl } from './environment.ts';
import { makeFolder, root } from './folders.ts';
import { goInstall, type GoProgram } from './goInstall.ts';
import type { Part, Setting } from './Part.ts';
import type { NodePorts } from './ports.ts';
import type { Redis } from 'ioredis';
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

function fillTemplate(setting: Setting, node: NodePorts): string {
  const { ports, secrets, host, outerHost } = setting;
  const values: Record<string, string | number> = {
    LIVEKIT_PORT: node.livekit,
    LIVEKIT_BIND: host,
    LIVEKIT_TCP_PORT: node.livekitTcp,
    LIVEKIT_UDP_PORT: node.livekitUdp,
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

/** One LiveKit server, or several that share their Redis and so the rooms: `livekit-1` and so on. */
export async function livekitParts(setting: Setting): Promise<Part[]> {
  const { folder, ports, ownHost, signal } = setting;
  const file = await goInstall(livekitProgram, makeFolder(folder, 'log'), signal);
  const isCluster = ports.nodes.length > 1;
  const tellRedis = async (command: (redis: Redis) => Promise<unknown>) => {
    await askRedis(redisUrl(setting, livekitDatabase), command);
  };
  let begun: Promise<void> | undefined;
  return ports.nodes.map((node, i) => {
    const name = isCluster ? `livekit-${i + 1}` : 'livekit';
    const config = path.join(folder, `${name}.yaml`);
    writeFileSync(config, fillTemplate(setting, node), { mode: 0o600 });
    return {
      name,
      file,
      args: ['--config', config],
      beforeStart: async () => {
        // What the last run of the stack has left is over. After a crash the rooms go on, and at once where there is
        // no other node that might still have them.
        if (!begun) await (begun = tellRedis((redis) => redis.flushdb()));
        else if (!isCluster) await tellRedis((redis) => redis.del('nodes'));
        await begun;
      },
      isReady: async () =>
        (await fetch(`http://${ownHost}:${node.livekit}/`, { signal: AbortSignal.timeout(2000) })).ok,
      readyWithinSeconds: 30,
      stopSignal: 'SIGTERM',
      stopWithinSeconds: 10,
    };
  });
}
