import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { v7 as uuid } from 'uuid';
import { makeOrganisation, openSession, setting } from '../e2e/people.ts';
import { percentile } from './lib/percentile.ts';
import { printTable, verdict } from './lib/report.ts';

const BARS = { p50: 1.5, p99: 2 };
const STREAMS = 1000;
const ROUNDS = 60;
const WARM_UP = 5;

const { host, colleague, room } = await makeOrganisation();
const cookieOf = async (user: { id: string }) => {
  const { name, value } = await openSession(user.id);
  return `${name}=${value}`;
};
const [sender, reader] = [await cookieOf(host), await cookieOf(colleague)];

const raw = fork(path.join(import.meta.dirname, 'live/rawServer.ts'));
const [{ port }] = (await once(raw, 'message')) as [AddressInfo];

const input = encodeURIComponent(JSON.stringify({ roomId: room.id }));
const site = setting('WEBMTG_URL');
const targets = {
  raw: { streams: `http://127.0.0.1:${port}/`, send: `http://127.0.0.1:${port}/` },
  app: { streams: `${site}/api/trpc/rooms.live?input=${input}`, send: `${site}/api/trpc/chat.send` },
};
type Kind = keyof typeof targets;

const unlimited = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
const keepAlive = new Agent({ keepAlive: true });

/** What is awaited: the mark of the message that is under way, and when each stream had it. */
const round = { mark: '', sentAt: 0, arrived: [] as number[], done: () => undefined as void };

const note = (chunk: string) => {
  if (round.mark === '' || !chunk.includes(round.mark)) return;
  round.arrived.push(performance.now() - round.sentAt);
  if (round.arrived.length === STREAMS) round.done();
};

const openStreams = async (kind: Kind) => {
  const responses: IncomingMessage[] = [];
  const open = async () => {
    const asked = get(targets[kind].streams, { agent: unlimited, headers: { cookie: reader } });
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`${kind} answered ${response.statusCode}`);
    response.setEncoding('utf8');
    const opened = Promise.withResolvers<void>();
    response.on('data', (chunk: string) => {
      if (chunk.includes('"open"')) opened.resolve();
      if (chunk.includes('serialized-error')) opened.reject(new Error(`the stream said ${chunk}`));
      note(chunk);
    });
    responses.push(response);
    await opened.promise;
  };
  for (let done = 0; done < STREAMS; done += 50)
    await Promise.all(Array.from({ length: 50 }, async () => await open()));
  return () => {
    for (const response of responses) response.destroy();
  };
};

const send = async (kind: Kind, body: string) => {
  const asked = request(targets[kind].send, {
    method: 'POST',
    agent: keepAlive,
    headers: { cookie: sender, origin: site, 'content-type': 'application/json' },
  });
  asked.end(JSON.stringify({ roomId: room.id, id: uuid(), body }));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`${kind} answered ${response.statusCode}: ${answer}`);
};

/** Milliseconds from the send of one message until each stream had it. */
const measure = async (kind: Kind, n: number) => {
  const done = Promise.withResolvers<void>();
  Object.assign(round, {
    mark: `mark-${kind}-${n}.`,
    sentAt: performance.now(),
    arrived: [],
    done: done.resolve,
  });
  await Promise.all([send(kind, `${round.mark} ${'x'.repeat(80)}`), done.promise]);
  return round.arrived;
};

const closers = [await openStreams('raw'), await openStreams('app')];
const times: Record<Kind, number[]> = { raw: [], app: [] };
for (let n = 0; n < WARM_UP + ROUNDS; n += 1) {
  for (const kind of ['raw', 'app'] as const) {
    const arrived = await measure(kind, n);
    if (n >= WARM_UP) times[kind].push(...arrived);
  }
}
for (const close of closers) close();
raw.disconnect();

const row = (share: number, name: 'p50' | 'p99') => {
  const [floor, value] = [percentile(times.raw, share), percentile(times.app, share)];
  const ratio = value / floor;
  const figures = [floor.toFixed(1), value.toFixed(1), ratio.toFixed(2), BARS[name].toFixed(2)];
  return [name, ...figures, verdict(ratio, BARS[name])];
};
printTable(
  [`a message sent until ${STREAMS} streams have it`, 'raw Redis, ms', 'chat.send, ms', 'ratio', 'bar', ''],
  [row(0.5, 'p50'), row(0.99, 'p99')],
);
process.exit(0);
