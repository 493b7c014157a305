import { once } from 'node:events';
import { connect, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Gateway } from './Gateway.ts';
import { Upstream } from './Upstream.ts';

// What one server takes for a body and the next for a request of its own; and whatever else two may read differently.
let upstream: Upstream;
let gateway: Gateway;

beforeAll(async () => {
  upstream = await Upstream.start();
  gateway = await Gateway.start({ web: [upstream.port] });
});
beforeEach(() => void upstream.received.splice(0));
afterAll(async () => {
  await gateway.stop();
  upstream.stop();
});

const inner = 'GET /operator HTTP/1.1\r\nHost: localhost\r\n\r\n';
const urls = () => upstream.received.map(({ url }) => url);

describe('HTTP/1', () => {
  const line = 'POST /api/trpc/x HTTP/1.1\r\n';
  const head = `${line}Host: localhost\r\nConnection: close\r\n`;
  const chunked = `${head}Transfer-Encoding: chunked\r\n`;

  test.each([
    ['CL.TE', `${head}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`],
    ['TE.CL', `${chunked}Content-Length: 4\r\n\r\n2e\r\n${inner}\r\n0\r\n\r\n`],
    ['CL.CL', `${head}Content-Length: 0\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`],
    ['CL.CL, the same', `${head}Content-Length: 5\r\nContent-Length: 5\r\n\r\n12345${inner}`],
    ['CL as a list', `${head}Content-Length: 5, 5\r\n\r\n12345${inner}`],
    ['TE.TE', `${chunked}Transfer-Encoding: x\r\n\r\n0\r\n\r\n${inner}`],
    [
      'TE.TE, the other way',
      `${head}Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    ],
    ['TE.TE, the same', `${chunked}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`],
    ['TE as a list', `${head}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n${inner}`],
    ['TE of nothing', `${head}Transfer-Encoding: identity\r\n\r\n${inner}`],
    ['TE unknown', `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${inner}`],
    ['TE in quotes', `${head}Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n${inner}`],
    ['TE behind a tab', `${head}Transfer-Encoding: \tchunked\r\n\r\n0\r\n\r\n${inner}`],
    ['TE behind a vertical tab', `${head}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n${inner}`],
    ['TE folded', `${head}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${inner}`],
    ['TE by HTTP/1.0', `${chunked.replace('1.1', '1.0')}\r\n0\r\n\r\n${inner}`],
    ['CL with a sign', `${head}Content-Length: +5\r\n\r\n${inner}`],
    ['CL below nothing', `${head}Content-Length: -5\r\n\r\n${inner}`],
    ['CL of letters', `${head}Content-Length: 0x5\r\n\r\n${inner}`],
    ['CL beyond all numbers', `${head}Content-Length: 18446744073709551621\r\n\r\n${inner}`],
    ['space before the colon', `${head}Content-Length : 5\r\n\r\n${inner}`],
    ['a header folded', `${head}X-A: a\r\n b: c\r\n\r\n${inner}`],
    ['a header without a name', `${head}: a\r\n\r\n${inner}`],
    ['a zero byte in a header', `${head}X-A: a\0b\r\n\r\n${inner}`],
    ['chunk of no size', `${chunked}\r\nzz\r\n${inner}`],
    ['chunk beyond all numbers', `${chunked}\r\nffffffffffffffffff\r\n${inner}`],
    ['chunk with a sign', `${chunked}\r\n+5\r\n12345\r\n0\r\n\r\n`],
    ['chunk longer than it says', `${chunked}\r\n3\r\n12345\r\n0\r\n\r\n${inner}`],
    ['two hosts', `${line}Host: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n${inner}`],
    ['no host', `${line}Connection: close\r\n\r\n${inner}`],
    ['a host with a path', `${line}Host: localhost/operator\r\nConnection: close\r\n\r\n${inner}`],
    ['space behind the version', `${head.replace('1.1', '1.1 x')}\r\n${inner}`],
    ['no such version', `${head.replace('1.1', '1.2.3')}\r\n${inner}`],
    ['HTTP/2 by its version alone', `${head.replace('1.1', '2.0')}\r\n${inner}`],
    ['a target that is no path', `${head.replace('/api/trpc/x', 'operator')}\r\n${inner}`],
    ['all of the server', `${head.replace('/api/trpc/x', '*')}\r\n${inner}`],
  ])('%s is no request', async (_, request) => {
    expect(await gateway.send(request)).toMatch(/^HTTP\/1\.1 (?:400|501|505) /);
    expect(urls()).toEqual([]);
  });

  test('what the gateway lets through it has understood, and says anew', async () => {
    const lenient = [
      // A line may end with LF alone, and a chunk have a note (RFC 9112, 2.2 and 7.1.1): the app sees neither.
      'POST /api/trpc/lf HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: 2\n\nab',
      `${chunked.replace('/x', '/note')}\r\n2;note=1\r\nab\r\n0\r\nX-Trailer: 1\r\n\r\n`,
      `${head.replace('/x', '/case')}tRANSFER-eNCODING:  Chunked \r\nBroken\r\n\r\n2\r\nab\r\n0\r\n\r\n`,
    ];
    for (const request of lenient) expect(await gateway.send(request)).toMatch(/^HTTP\/1\.1 200 /);
    expect(urls()).toEqual(['/api/trpc/lf', '/api/trpc/note', '/api/trpc/case']);
    // A line without a colon is a name without a value, and has its colon when it goes on.
    expect(upstream.received.map(({ headers }) => headers['broken'])).toEqual([undefined, undefined, '']);
    for (const { headers, bytes } of upstream.received) {
      expect(headers).toMatchObject({ 'content-length': '2' });
      expect(headers).not.toHaveProperty('transfer-encoding');
      expect(headers).not.toHaveProperty('x-trailer');
      expect(bytes).toBe(2);
    }
  });

  test('an upload in pieces is passed on with one length, or none, and never two', async () => {
    const put = 'PUT /api/ingest/key HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';
    await gateway.send(`${put}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n${inner}`);
    expect(urls()).toEqual(['/api/ingest/key']);
    const [received] = upstream.received;
    expect(received?.bytes).toBe(2);
    expect(received?.headers['content-length'] === undefined).toBe(
      received?.headers['transfer-encoding'] !== undefined,
    );
  });

  test('what follows a request is a request of the same person, with limits and filters of its own', async () => {
    const first = 'POST /api/trpc/first HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab';
    const second = 'GET /api/metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    const answers = await gateway.send(first + second);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404']);
    expect(urls()).toEqual(['/api/trpc/first']);
  });

  test('a header with a name that programs write otherwise does not reach the app', async () => {
    const names = ['Content_Length', 'X_Forwarded_For', 'X.Request.Id'];
    await gateway.send(`${head}${names.map((name) => `${name}: 5\r\n`).join('')}Content-Length: 0\r\n\r\n`);
    expect(urls()).toEqual(['/api/trpc/x']);
    const got = Object.keys(upstream.received[0]?.headers ?? {});
    expect(got.filter((name) => names.some((one) => one.toLowerCase() === name))).toEqual([]);
  });
});

describe('HTTP/2, which the app hears as HTTP/1', () => {
  const open = () => connect(`https://localhost:${gateway.port}`, { ca: gateway.ca });

  /** The answer's status, or how the stream was refused. */
  const statusOf = async (session: ClientHttp2Session, headers: OutgoingHttpHeaders, body?: string) => {
    const stream = session.request({ ':method': 'POST', ':path': '/api/trpc/x', ...headers });
    stream.end(body);
    try {
      const [answer] = (await once(stream, 'response')) as [Record<string, number>];
      await text(stream);
      return answer[':status'];
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      session.close();
    }
  };

  test.each([
    ['a length shorter than its body', { 'content-length': 3 }, 'abcdef'],
    ['a length longer than its body', { 'content-length': 300 }, 'abc'],
    ['a path outside of the server', { ':path': 'operator' }, undefined],
    ['a path with a space', { ':path': '/a HTTP/1.1' }, undefined],
    ['a host that is another', { ':authority': 'evil.example' }, undefined],
    ['two hosts', { ':authority': 'localhost', host: 'evil.example' }, undefined],
  ])('%s is refused', async (_, headers, body) => {
    const status = await statusOf(open(), headers, body);
    expect(['ERR_HTTP2_STREAM_ERROR', 400, 421]).toContain(status);
    expect(urls()).toEqual([]);
  });

  test('a body is passed on with the length that it had', async () => {
    expect(await statusOf(open(), {}, 'abc')).toBe(200);
    expect(upstream.received).toMatchObject([{ bytes: 3, headers: { 'content-length': '3' } }]);
  });

  test('paths and hosts are held to the same rules', async () => {
    expect(await statusOf(open(), { ':method': 'GET', ':path': '/a//b' })).toBe(400);
    expect(await statusOf(open(), { ':method': 'GET', ':path': '/api/metrics' })).toBe(404);
    expect(await statusOf(open(), { ':method': 'DELETE' })).toBe(405);
    expect(urls()).toEqual([]);
  });
});
