import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pass } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { percentile } from '../lib/percentile.ts';
import { Ledger } from './Ledger.ts';
import { type Person, type Site, Stream } from './Stream.ts';

// A process of its own: the streams of all the browsers, and what their people say.

export interface Plan {
  site: Site;
  /** In turn of one room and the next: each has a stream, and says something when it is their turn. */
  people: Person[];
  messagesASecond: number;
  seconds: number;
  /** Lines of streams that are cut while messages are sent. */
  cutsASecond: number;
}

export interface Loaded {
  asked: number;
  refused: number;
  due: number;
  lost: number;
  doubled: number;
  repeated: number;
  reconnects: number;
  /** Seconds from the first message to the last answer. */
  took: number;
  delivery: { p50: number; p99: number; max: number };
  answer: { p50: number; p99: number };
  /** How late this process' own timers were, p99, in milliseconds. */
  ownDelay: number;
  troubles: string[];
}

/** Streams that are open first, and messages that are sent then: servers that have done nothing yet tell little. */
const WARM_UP = 100;
/** Streams that are being opened at the same time. */
const OPENING = 32;
/** Milliseconds that a message may be under way after the last was sent, before it counts as lost. */
const PATIENCE = 20_000;
/** Milliseconds between two looks at the timers of this process. */
const RESOLUTION = 5;

const [{ site, people, messagesASecond, seconds, cutsASecond }] = (await once(process, 'message')) as [Plan];

const ledger = new Ledger();
const troubles = new Map<string, number>();
const trouble = (what: string) => void troubles.set(what, (troubles.get(what) ?? 0) + 1);

const streams = people.map((person) => {
  const got = ledger.join(person.roomId);
  const message = (id: string, phase: number) => got(id, phase, performance.now());
  return new Stream(site, person, { message, trouble });
});
/** Tells how far it is, and goes on when it is told to. */
const pause = async (at: 'warm' | 'open') => {
  process.send?.(at);
  await once(process, 'message');
};

const open = async (some: Stream[]) => {
  const waiting = some.values();
  const openNext = async () => {
    for (const stream of waiting) await stream.open();
  };
  await Promise.all(Array.from({ length: OPENING }, openNext));
};

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const { port, authority, ca } = site;
const answers: number[] = [];
let refused = 0;

const authorOf = (n: number) => people[n % people.length] ?? { roomId: '', cookie: '' };

/** Sends the nth message, and gives back the status of the answer, or what went wrong. */
const post = async (n: number, id: string) => {
  const { roomId, cookie } = authorOf(n);
  const asked = request({
    host: '127.0.0.1',
    servername: 'localhost',
    port,
    ca,
    agent,
    method: 'POST',
    path: '/api/trpc/chat.send',
    headers: {
      host: authority,
      origin: `https://${authority}`,
      'content-type': 'application/json',
      cookie,
    },
  });
  const body = `Message ${n}: ${'as long as people write. '.repeat(4)}`;
  asked.end(JSON.stringify({ roomId, id, body }));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response.statusCode;
};

/** The same, counted; `at` is when it is due, so that what waits for its turn here is counted as well. */
const say = async (n: number, at: number) => {
  const id = uuid();
  ledger.send(id, authorOf(n).roomId, at);
  const status = await post(n, id).catch(String);
  answers.push(performance.now() - at);
  if (status === 200) return;
  ledger.refuse(id);
  refused += 1;
  trouble(`a message was answered ${status}`);
};

await open(streams.slice(0, WARM_UP));
await Promise.all(Array.from({ length: WARM_UP }, async (_, n) => await post(n, uuid())));
await pause('warm');
await open(streams.slice(WARM_UP));
await pause('open');

const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
const total = messagesASecond * seconds;
const began = performance.now();
const said: Promise<void>[] = [];
let cuts = 0;
while (said.length < total) {
  const elapsed = performance.now() - began;
  const due = Math.min(total, Math.floor((elapsed / 1000) * messagesASecond) + 1);
  while (said.length < due) said.push(say(said.length, began + (said.length / messagesASecond) * 1000));
  for (; cuts < (elapsed / 1000) * cutsASecond; cuts += 1)
    streams[Math.floor(Math.random() * streams.length)]?.cut();
  await pass(RESOLUTION);
}
await Promise.all(said);
const took = (performance.now() - began) / 1000;
const until = performance.now() + PATIENCE;
// Whether the last have come is asked of the ledger, which is long: not more often than it takes.
while (ledger.count().missing > 0 && performance.now() < until) await pass(200);
delay.disable();

const { due, missing } = ledger.count();
const [p50, p99, max] = [0.5, 0.99, 1].map((share) => percentile(ledger.delays, share));
process.send?.({
  asked: total,
  refused,
  due,
  lost: missing,
  doubled: ledger.doubled,
  repeated: ledger.repeated,
  reconnects: streams.reduce((sum, { connections }) => sum + connections - 1, 0),
  took,
  delivery: { p50: p50 ?? 0, p99: p99 ?? 0, max: max ?? 0 },
  answer: { p50: percentile(answers, 0.5), p99: percentile(answers, 0.99) },
  ownDelay: delay.percentile(99) / 1e6 - RESOLUTION,
  troubles: [...troubles].map(([what, times]) => `${times} times: ${what}`),
} satisfies Loaded);
process.once('disconnect', () => process.exit());
