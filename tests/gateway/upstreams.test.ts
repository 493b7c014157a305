import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../e2e/freePort.ts';
import { Gateway } from './Gateway.ts';
import { Upstream } from './Upstream.ts';

let upstreams: Upstream[] = [];
let gateway: Gateway;

beforeAll(async () => {
  upstreams = [await Upstream.start(), await Upstream.start()];
  gateway = await Gateway.start({ web: upstreams.map(({ port }) => port) });
});
const answerAll = (answer: Upstream['answer']) => {
  for (const upstream of upstreams) upstream.answer = answer;
};
beforeEach(() => {
  for (const upstream of upstreams) upstream.received.splice(0);
});
afterEach(() => answerAll((_, response) => response.end('upstream')));
afterAll(async () => {
  await gateway.stop();
  for (const upstream of upstreams) upstream.stop();
});

const received = () => upstreams.flatMap((upstream) => upstream.received);

describe('requests', () => {
  test('are spread over the web servers', async () => {
    for (let i = 0; i < 10; i++) await gateway.ask('/');
    expect(upstreams.map((upstream) => upstream.received.length)).toEqual([5, 5]);
  });

  test('that change nothing go to another one, where the first hung up', async () => {
    let isFirst = true;
    answerAll((_, response) => {
      if (isFirst) response.destroy();
      else response.end('the other');
      isFirst = false;
    });
    expect(await gateway.ask('/page')).toMatchObject({ status: 200, body: 'the other' });
    expect(received().map(({ url }) => url)).toEqual(['/page', '/page']);
  });

  test('that change something are never sent twice', async () => {
    answerAll((_, response) => response.destroy());
    const answer = await gateway.ask('/api/trpc/chat.send', { method: 'POST', body: '{}' });
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect(JSON.parse(answer.body)).toMatchObject({ error: { data: { httpStatus: 503 } } });
    expect(received().length).toBe(1);
  });

  test('a server that hangs up twice is left alone, and asked again after three seconds', async () => {
    const [bad, good] = upstreams;
    if (!bad || !good) throw new Error('two are needed');
    bad.answer = (_, response) => response.destroy();
    await expect
      .poll(async () => {
        const before = bad.received.length;
        for (let i = 0; i < 4; i++) expect((await gateway.ask('/')).status).toBe(200);
        return bad.received.length - before;
      })
      .toBe(0);
    bad.answer = (_, response) => response.end('upstream');
    const { length } = bad.received;
    await expect
      .poll(
        async () => {
          await gateway.ask('/');
          return bad.received.length;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(length);
  });
});

test('bytes go up as they come, before the request is whole', async () => {
  const socket = await gateway.connect();
  const head = 'PUT /api/ingest/key HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';
  socket.write(`${head}Content-Length: 4000000\r\n\r\n${'x'.repeat(2_000_000)}`);
  const upload = await Promise.race(
    upstreams.map(async (upstream) => await upstream.got(({ bytes }) => bytes >= 2_000_000)),
  );
  expect(upload).toMatchObject({ bytes: 2_000_000, isWhole: false });
  socket.write('x'.repeat(2_000_000));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  expect(upload).toMatchObject({ bytes: 4_000_000, isWhole: true });
  socket.destroy();
});

test('an upload larger than the setting is refused before a byte goes up', async () => {
  const headers = { 'content-length': 20 * 1024 ** 3 };
  const answer = await gateway.ask('/api/ingest/key', { method: 'PUT', headers });
  expect(answer.status).toBe(413);
  expect(received()).toEqual([]);
});

test('events come down as they are said', async () => {
  let say: (text: string) => void = () => undefined;
  answerAll((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    say = (text) => response.write(text);
    say('data: 1\n\n');
  });
  const socket = await gateway.connect();
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  socket.write('GET /api/trpc/rooms.live HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await expect.poll(() => heard, { timeout: 1000 }).toContain('data: 1\n\n');
  for (const text of ['data: 2\n\n', 'data: 3\n\n']) {
    say(text);
    await expect.poll(() => heard, { timeout: 1000 }).toContain(text);
  }
  socket.destroy();
});

describe('a web server that is about to stop', () => {
  const leave: Upstream['answer'] = (_, response) =>
    response.writeHead(503, { 'retry-after': '1' }).end('going');

  test('has its streams opened at the other one', async () => {
    const [going, staying] = upstreams;
    if (!going || !staying) throw new Error('two are needed');
    going.answer = leave;
    staying.answer = (_, response) => response.end('data: here\n\n');
    for (let i = 0; i < 6; i++)
      expect(await gateway.ask('/api/trpc/rooms.live')).toMatchObject({
        status: 200,
        body: 'data: here\n\n',
      });
    expect(going.received.length).toBeGreaterThan(0);
  });

  test('and has its word passed on where there is no other', async () => {
    answerAll(leave);
    const answer = await gateway.ask('/api/trpc/rooms.liveList');
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toMatch(/^[12]$/);
  });

  test('answers for itself in all else: what it says of its health goes through', async () => {
    answerAll(leave);
    expect(await gateway.ask('/api/health')).toMatchObject({ status: 503, body: 'going' });
    expect(received().length).toBe(1);
  });
});

test('the inner side serves what the outer one hides', async () => {
  const sent = request({
    host: '127.0.0.1',
    port: gateway.innerPort,
    path: '/api/livekit',
    method: 'POST',
    headers: { 'x-forwarded-for': '203.0.113.1' },
    agent: false,
  });
  sent.end('{}');
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  expect(response.statusCode).toBe(200);
  expect(received()).toMatchObject([{ url: '/api/livekit', headers: { 'x-forwarded-for': '127.0.0.1' } }]);
});

test('with no web server left, pages say so and try again by themselves', async () => {
  const alone = await Gateway.start({ web: [await freePort()] });
  const answer = await alone.ask('/m/abc');
  expect(answer).toMatchObject({
    status: 503,
    headers: { 'retry-after': '2', 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' },
  });
  expect(answer.body).toContain('http-equiv="refresh"');
  expect(answer.body).toContain('接続できません');
  expect(await alone.ask('/healthz')).toMatchObject({ status: 200 });
  await alone.stop();
});
