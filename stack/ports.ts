import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
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

type PortName = keyof typeof labels;
export type Ports = Record<PortName, number>;

const names: PortName[] = ['web', 'postgres', 'redis', 'livekit', 'livekitTcp', 'livekitUdp', 'versitygw'];

export function portsFrom(first: number): Ports {
  const [web, postgres, redis, livekit, livekitTcp, livekitUdp, versitygw] = names.map((_, i) => first + i);
  return { web, postgres, redis, livekit, livekitTcp, livekitUdp, versitygw } as Ports;
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

async function takenPorts(ports: Ports): Promise<PortName[]> {
  const free = await Promise.all(
    names.map((name) => (name === 'livekitUdp' ? isUdpFree(ports[name]) : isTcpFree(ports[name]))),
  );
  return names.filter((_, i) => !free[i]);
}

/** Throws a message that names each part whose port is taken. */
export async function checkPorts(ports: Ports): Promise<void> {
  const taken = await takenPorts(ports);
  if (taken.length === 0) return;
  const lines = taken.map(
    (name) => `Port ${ports[name]}, which ${labels[name]} needs, is taken by another program.`,
  );
  const other = ports.web === 3000 ? 3100 : ports.web + 100;
  throw new StackError(`${lines.join('\n')}\nEnd that program, or move the whole stack: --port ${other}`);
}

/** The first block of free ports at or after `first`. */
export async function freePortsFrom(first: number): Promise<Ports> {
  for (let base = first; base < first + 1000; base += 10) {
    const ports = portsFrom(base);
    if ((await takenPorts(ports)).length === 0) return ports;
  }
  throw new StackError(`No block of ${names.length} free ports between ${first} and ${first + 1000}.`);
}
