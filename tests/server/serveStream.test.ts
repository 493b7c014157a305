import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { appRouter } from '@/server/router';
import { serveStream } from '@/server/serveStream';
import { browserOf, sandbox, sessionCookie } from './harness';
import { overHttp } from './overHttp';

const origin = overHttp(serveStream);

/** Opens a stream over the line; its text so far, and when it is over. */
const open = async (input: string, cookie: string) => {
  const url = `${origin()}/api/trpc/rooms.live?input=${encodeURIComponent(input)}`;
  const response = await fetch(url, { headers: { cookie } });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const state = { text: '' };
  const ended = (async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) state.text += chunk;
  })();
  return { state, ended };
};

/** Somebody at a room's stream, whose time is `maxDurationMs` for as long as the test runs. */
const atStream = async (maxDurationMs: number) => {
  const { room, host } = await sandbox();
  const { sse } = appRouter._def._config;
  if (!sse) throw new Error('the router has no streams');
  const usual = sse.maxDurationMs ?? 0;
  Object.assign(sse, { maxDurationMs });
  const { cookie } = await sessionCookie(host.id);
  const stream = await open(JSON.stringify({ roomId: room.id }), cookie);
  await expect.poll(() => stream.state.text).toContain('"open"');
  Object.assign(sse, { maxDurationMs: usual });
  const { api } = await browserOf(host);
  return { ...stream, api, roomId: room.id };
};

test('a stream speaks the protocol of tRPC: what has an id to resume from keeps it behind what has none', async () => {
  const { state, ended, api, roomId } = await atStream(2_000);
  expect(state.text).toMatch(/^event: connected\ndata: \{"reconnectAfterInactivityMs":\d+\}\n\n/);
  await api.chat.send({ roomId, id: uuid(), body: 'line\nbreak' });
  await api.rooms.update({ roomId, name: 'Renamed' });
  await ended;
  const [, id] = /data: \{"type":"message",.*"body":"line\\nbreak".*\}\nid: (\d+)\n\n/.exec(state.text) ?? [];
  expect(id).toBeDefined();
  expect(state.text).toContain(
    `data: {"type":"changed","what":"room"}\nid: \n\nevent: restore-id\ndata: \nid: ${id}\n\n`,
  );
});

test('a stream ends when its time is over, without an error, however much is said just then', async () => {
  const { state, ended, api, roomId } = await atStream(500);
  const over = new AbortController();
  const talking = (async () => {
    for (let n = 0; n < 200 && !over.signal.aborted; n += 1)
      await api.chat.send({ roomId, id: uuid(), body: 'x' });
  })();
  await ended;
  over.abort();
  await talking;
  expect(state.text).not.toContain('serialized-error');
});

test.each([
  ['an input that is no JSON', '{', 'BAD_REQUEST'],
  ['a room that is none', '{"roomId":"nonsense"}', 'BAD_REQUEST'],
  ['nobody’s room', JSON.stringify({ roomId: uuid() }), 'NOT_FOUND'],
])('%s is refused in the stream, which ends', async (_, input, code) => {
  const { host } = await sandbox();
  const { state, ended } = await open(input, (await sessionCookie(host.id)).cookie);
  await ended;
  expect(state.text).toMatch(new RegExp(`event: serialized-error\\ndata: .*"code":"${code}"`));
});
