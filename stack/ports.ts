import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeFolder } from './folders.ts';
import { tryLock } from './lock.ts';
import { readMark } from './processes.ts';
import { StackError } from './StackError.ts';

const labels = {
  web: 'the web server',
  postgres: 'PostgreSQL',
  redis: 'Redis',
  livekit: 'LiveKit',
  livekitTcp: 'LiveKit (media over TCP)',
  livekitUdp: 'LiveKit (media over UDP)',
  versitygw: 'the object store (versitygw)',
};

/** Taken only where a gateway stands in front. */
const gatewayLabels = {
  gatewayHttp: 'the gateway (plain HTTP)',
  gatewayInner: 'the gateway (from within)',
};

type PortName = keyof typeof labels | keyof typeof gatewayLabels;
/** `web` is where browsers come in: the web server, or the gateway where web instances have ports of their own. */
export type Ports = Record<PortName, number> & { instances: number[]; nodes: NodePorts[] };

/** What one LiveKit server listens on: signalling and its API, and media. */
export type NodePorts = { livekit: number; livekitTcp: number; livekitUdp: number };

/**
 * The block of ten that begins at `first`; web instances behind a gateway begin at the next ten, LiveKit nodes beside
 * the first one at the ten after that.
 */
export function portsFrom(first: number, instances = 0, nodes = 1): Ports {
  const nodeAt = (port: number) => ({ livekit: port, livekitTcp: port + 1, livekitUdp: port + 2 });
  return {
    web: first,
    postgres: first + 1,
    redis: first + 2,
    ...nodeAt(first + 3),
    versitygw: first + 6,
    gatewayHttp: first + 7,
    gatewayInner: first + 8,
    instances: Array.from({ length: instances }, (_, i) => first + 10 + i),
    nodes: Array.from({ length: nodes }, (_, i) => nodeAt(i === 0 ? first + 3 : first + 17 + 3 * i)),
  };
}

export const hasGateway = ({ instances }: Ports): boolean => instances.length > 0;

type Wanted = { port: number; label: string; isUdp: boolean };

function wantedPorts(ports: Ports): Wanted[] {
  const all = Object.entries(hasGateway(ports) ? { ...labels, ...gatewayLabels } : labels);
  const parts = all.map(([name, label]) => ({
    port: ports[name as PortName],
    label: name === 'web' && hasGateway(ports) ? 'the gateway' : label,
    isUdp: name === 'livekitUdp',
  }));
  const web = ports.instances.map((port, i) => ({ port, label: `web server ${i + 1}`, isUdp: false }));
  const nodes = ports.nodes.slice(1).flatMap(({ livekit, livekitTcp, livekitUdp }, i) => [
    { port: livekit, label: `LiveKit ${i + 2}`, isUdp: false },
    { port: livekitTcp, label: `LiveKit ${i + 2} (media over TCP)`, isUdp: false },
    { port: livekitUdp, label: `LiveKit ${i + 2} (media over UDP)`, isUdp: true },
  ]);
  return [...parts, ...web, ...nodes];
}

// Bound without an address, the probe meets a listener on any address: `localhost` may mean ::1 to a browser.
function isTcpFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function isUdpFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind({ port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}

async function takenPorts(ports: Ports): Promise<Wanted[]> {
  const wanted = wantedPorts(ports);
  const free = await Promise.all(
    wanted.map(({ port, isUdp }) => (isUdp ? isUdpFree(port) : isTcpFree(port))),
  );
  return wanted.filter((_, i) => !free[i]);
}

/** Throws a message that names each part whose port is taken. */
export async function checkPorts(ports: Ports): Promise<void> {
  const taken = await takenPorts(ports);
  if (taken.length === 0) return;
  const lines = taken.map(
    ({ port, label }) => `Port ${port}, which ${label} needs, is taken by another program.`,
  );
  const other = ports.web === 3000 ? 3100 : ports.web + 100;
  throw new StackError(`${lines.join('\n')}\nEnd that program, or move the whole stack: --port ${other}`);
}

/**
 * Keeps a block for this process: it is minutes from the choice of ports to the last part that listens, and another
 * stack of this machine, of another clone, may choose meanwhile.
 */
function claim(ports: Ports): boolean {
  const folder = makeFolder(tmpdir(), `webmtg-ports-${process.getuid?.() ?? 0}`);
  const tens = new Set(wantedPorts(ports).map(({ port }) => Math.floor(port / 10)));
  return [...tens].every((ten) => {
    const file = path.join(folder, `${ten}0.json`);
    return tryLock(file, {}) || readMark(file)?.pid === process.pid;
  });
}

/** The first block of free ports at or after `first`, which no other stack has chosen. */
export async function freePortsFrom(first: number, instances = 0, nodes = 1): Promise<Ports> {
  for (let base = first; base < first + 1000; base += 10) {
    const ports = portsFrom(base, instances, nodes);
    if ((await takenPorts(ports)).length === 0 && claim(ports)) return ports;
  }
  throw new StackError(`No block of free ports between ${first} and ${first + 1000}.`);
}
