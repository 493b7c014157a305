import { once } from 'node:events';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { upstreamServers } from '../../stack/gatewayConfig.ts';
import { Gateway } from './Gateway.ts';
import { type Received, Upstream } from './Upstream.ts';

// A server that hangs, or is stopped, takes connections as before: its kernel does. It only never says a word.
const hang: Upstream['answer'] = () => undefined;
const serve: Upstream['answer'] = (_, response) => response.end('upstream');

const upstreams: Upstream[] = [];
let gateway: Gateway;

const startPair = async () => {
  const pair = [await Upstream.start(), await Upstream.start()] as const;
  upstreams.push(...pair);
  return pair;
};
const receivedBy = (...some: Upstream[]) => some.flatMap(({ received }) => received);

/** Has the upstreams keep what the condition fits without an answer, until it is let go. */
function hold(some: readonly Upstream[], isSo: (received: Received) => boolean) {
  const held: ServerResponse[] = [];
  for (const upstream of some) {
    const { answer } = upstream;
    upstream.answer = (received, response) => {
      if (isSo(received)) held.push(response);
      else answer(received, response);
    };
  }
  return () => {
    for (const response of held) response.end('at last');
  };
}

const askWithin = async (method: string, path: string) => {
  const options = { host: '127.0.0.1', port: gateway.innerPort, agent: false };
  const sent = request({ ...options, path, method });
  sent.end(method === 'POST' ? '{}' : undefined);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: await text(response) };
};

afterAll(async () => {
  await gateway.stop();
  for (const upstream of upstreams) upstream.stop();
});

let web: readonly [Upstream, Upstream];
let nodes: readonly [Upstream, Upstream];

beforeAll(async () => {
  web = await startPair();
  nodes = await startPair();
  const GATEWAY_LIVEKIT = upstreamServers(nodes.map(({ port }) => port));
  gateway = await Gateway.start({ web: web.map(({ port }) => port), values: { GATEWAY_LIVEKIT } });
});

describe('beside a web server that hangs', () => {
  const SLOW = [
    ['POST', '/api/trpc/rooms.record'],
    ['POST', '/api/auth/signin/oidc'],
    ['GET', '/api/sso/acme/callback?code=1'],
    ['GET', '/api/export/acme'],
  ] as const;
  const QUICK = ['/', '/t/acme', '/_next/static/a.js', '/api/trpc/rooms.get?input=1', '/api/trpc/chat.list'];

  test('pages and queries are asked of the other one; nothing else is sent twice, or cut off', async () => {
    const [hanging, good] = web;
    hanging.answer = hang;
    const isSlow = ({ url, method }: Received) => SLOW.some((one) => one.join() === [method, url].join());
    const letGo = hold(web, isSlow);
    const slow = SLOW.map(async ([method, path]) =>
      method === 'POST' ? await gateway.ask(path, { method, body: '{}' }) : await gateway.ask(path),
    );
    await Promise.all(
      SLOW.map(
        async ([, path]) =>
          await Promise.race(web.map(async (one) => await one.got((it) => it.url === path))),
      ),
    );
    const began = performance.now();
    // By twos, of which each server has one.
    const answers = await Promise.all([...QUICK, ...QUICK].map(async (path) => await gateway.ask(path)));
    const seconds = (performance.now() - began) / 1000;
    expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [200, 'upstream']));
    expect(receivedBy(hanging).filter((it) => !isSlow(it)).length).toBeGreaterThan(1);
    // More than the app itself waits for its own parts, and well under what people wait for.
    expect(seconds).toBeGreaterThan(8);
    expect(seconds).toBeLessThan(15);
    expect(good.received.filter((it) => !isSlow(it)).length).toBe(answers.length);

    expect(receivedBy(...web).filter(isSlow).length).toBe(SLOW.length);
    letGo();
    expect((await Promise.all(slow)).map(({ status, body }) => [status, body])).toEqual(
      SLOW.map(() => [200, 'at last']),
    );
  });

  test('which is then left alone', async () => {
    const [hanging] = web;
    await expect
      .poll(
        async () => {
          const before = hanging.received.length;
          for (let i = 0; i < 4; i++) expect((await gateway.ask('/')).status).toBe(200);
          return hanging.received.length - before;
        },
        { timeout: 15_000 },
      )
      .toBe(0);
  });
});

describe('beside a LiveKit server that hangs', () => {
  const LIST = '/twirp/livekit.RoomService/ListRooms';
  const START = '/twirp/livekit.Egress/StartRoomCompositeEgress';

  test('the app has its answers while it still waits for them, and a recording is ordered once', async () => {
    const [hanging, good] = nodes;
    hanging.answer = hang;
    good.answer = serve;
    const isStart = ({ url }: Received) => url === START;
    const letGo = hold(nodes, isStart);
    const start = askWithin('POST', START);
    await Promise.race(nodes.map(async (node) => await node.got(isStart)));
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 4 }, async () => await askWithin('POST', LIST)));
    const seconds = (performance.now() - began) / 1000;
    expect(answers).toEqual(answers.map(() => ({ status: 200, body: 'upstream' })));
    expect(receivedBy(hanging).filter((it) => !isStart(it)).length).toBeGreaterThan(0);
    // After 3 seconds LiveKit gives up a node that hangs, and says so; after 5 the app gives up LiveKit.
    expect(seconds).toBeGreaterThan(3.2);
    expect(seconds).toBeLessThan(4.8);

    expect(receivedBy(...nodes).filter(isStart).length).toBe(1);
    letGo();
    expect(await start).toEqual({ status: 200, body: 'at last' });
  });
});
