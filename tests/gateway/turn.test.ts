import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectPlain, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { goInstall } from '../../stack/goInstall.ts';
import { livekitProgram } from '../../stack/livekit.ts';
import { freePort } from '../e2e/freePort.ts';
import { compose } from '../stack/deploy/compose.ts';
import { askPlain } from './askPlain.ts';
import { Gateway } from './Gateway.ts';
import { Upstream } from './Upstream.ts';

let upstream: Upstream;
let turn: Server;
let gateway: Gateway;
/** What the TURN server was sent, connection by connection. */
const said: string[] = [];

beforeAll(async () => {
  upstream = await Upstream.start();
  turn = createServer((socket) => {
    const place = said.push('') - 1;
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      said[place] += chunk.toString();
      socket.write('relayed');
    });
  });
  const port = await freePort();
  turn.listen(port, '127.0.0.1');
  await once(turn, 'listening');
  gateway = await Gateway.start({
    web: [upstream.port],
    turn: port,
    values: { GATEWAY_TURNS_OF_ADDRESS: '2' },
  });
});
beforeEach(() => {
  upstream.received.splice(0);
  said.splice(0);
});
afterAll(async () => {
  await gateway.stop();
  upstream.stop();
  turn.close();
});

/** Says something by TLS, and hears what comes first. */
const sayTo = async (servername: string, bytes: string | Buffer, localAddress = '127.0.0.1') => {
  const socket = await gateway.connect({ servername, localAddress });
  socket.write(bytes);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return { answer, socket };
};

describe('443, shared', () => {
  test('leads to TURN by its name, without TLS further in', async () => {
    const { answer, socket } = await sayTo('turn.test', 'let me through');
    expect(answer.toString()).toBe('relayed');
    expect(socket.authorized).toBe(true);
    expect(said).toEqual(['let me through']);
    expect(upstream.received).toEqual([]);
    socket.destroy();
  });

  test('leads to pages by every other name, and to those who say none', async () => {
    expect(await gateway.ask('/')).toMatchObject({ status: 200 });
    const nameless = await gateway.connect({ servername: '', checkServerIdentity: () => undefined });
    nameless.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    const [answer] = (await once(nameless, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
    expect(upstream.received.length).toBe(2);
    expect(said).toEqual([]);
  });

  test('keeps the address that people come from, for the app and for the log', async () => {
    await gateway.ask('/from-nine', { localAddress: '127.0.0.9' });
    expect(upstream.received[0]?.headers['x-forwarded-for']).toBe('127.0.0.9');
    const line = () => gateway.log.find(({ path: asked }) => asked === '/from-nine');
    await expect.poll(line).toMatchObject({ address: '127.0.0.9' });
  });

  test('takes nobody at their word about it', async () => {
    const socket = connectPlain(gateway.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const header = 'PROXY TCP4 203.0.113.1 203.0.113.2 1 2\r\n';
    socket.write(`${header}GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    expect(upstream.received).toEqual([]);
  });

  test('leads plain HTTP to TLS as ever', async () => {
    const answer = await askPlain(gateway.port, '/m/abc', gateway.authority);
    expect(answer).toMatchObject({
      status: 308,
      headers: { location: `https://${gateway.authority}/m/abc` },
    });
  });

  test('holds so many connections to TURN of one address, and notes each', async () => {
    const localAddress = '127.0.0.21';
    const open = [
      await sayTo('turn.test', 'one', localAddress),
      await sayTo('turn.test', 'two', localAddress),
    ];
    await expect(gateway.connect({ servername: 'turn.test', localAddress })).rejects.toThrow(/disconnected/);
    expect(said).toEqual(['one', 'two']);
    const other = await sayTo('turn.test', 'another', '127.0.0.22');
    for (const { socket } of [...open, other]) socket.destroy();
    const lines = () => gateway.log.filter((line) => line.protocol === 'TURN');
    await expect.poll(() => lines().filter(({ address }) => address === localAddress).length).toBe(3);
  });
});

describe("LiveKit's own TURN, as docker-compose.yml sets it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'turn-'));
  let livekit: ChildProcess | undefined;
  afterAll(() => {
    livekit?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('answers by the name and the port that browsers are told', async () => {
    const file = await goInstall(livekitProgram, folder, new AbortController().signal);
    const written = parse(compose.services['livekit']?.environment?.['LIVEKIT_CONFIG'] ?? '') as {
      turn: { tls_port: number; udp_port: number; external_tls: boolean };
    };
    const port = await freePort();
    const config = {
      port: await freePort(),
      bind_addresses: ['127.0.0.1'],
      rtc: { udp_port: await freePort(), tcp_port: await freePort(), node_ip: '127.0.0.1' },
      turn: { ...written.turn, domain: 'turn.test', tls_port: port, udp_port: await freePort() },
      keys: { key: 'secret'.repeat(6) },
    };
    const env = { ...process.env, LIVEKIT_CONFIG: stringify(config) };
    livekit = spawn(file, [], { env, stdio: 'ignore' });
    const isUp = async () => (await fetch(`http://127.0.0.1:${config.port}/`)).ok;
    await expect.poll(async () => await isUp().catch(() => false), { timeout: 20_000 }).toBe(true);

    const before = await Gateway.start({ web: [upstream.port], turn: port });
    try {
      const socket = await before.connect({ servername: 'turn.test' });
      // Allocate, over UDP (RFC 8656, 7.1): the server wants to know who asks, and says where they are.
      const request = Buffer.from(
        '000300082112a442'.concat(randomBytes(12).toString('hex'), '0019000411000000'),
        'hex',
      );
      socket.write(request);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.readUInt16BE(0)).toBe(0x0113);
      expect(answer.subarray(8, 20)).toEqual(request.subarray(8, 20));
      expect(answer.toString('latin1')).toContain('livekit');
      socket.destroy();
    } finally {
      await before.stop();
    }
  });
});
