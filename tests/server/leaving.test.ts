import { expect, test } from 'vitest';
import { GET as health } from '@/app/api/health/route';
import { installLeave, leaving, whenLeaving } from '@/server/leaving';
import { serveStream } from '@/server/serveStream';
import { sandbox, sessionCookie } from './harness';
import { overHttp } from './overHttp';

// This file has a process of its own, which leaves once.
const origin = overHttp(serveStream);

const leave = async () => {
  installLeave();
  await (globalThis as { webmtgLeave?: () => Promise<void> }).webmtgLeave?.();
};

const serving = async () => {
  const answer = await health(new Request('http://localhost/api/health?serving'));
  return { status: answer.status, ...((await answer.json()) as object) };
};

test('an instance that stops sends its streams away, takes none, is not ready, and waits for its last work', async () => {
  const { room, host } = await sandbox();
  const input = encodeURIComponent(JSON.stringify({ roomId: room.id }));
  const { cookie } = await sessionCookie(host.id);
  const open = async () =>
    await fetch(`${origin()}/api/trpc/rooms.live?input=${input}`, { headers: { cookie } });
  const stream = await open();
  const state = { text: '' };
  const ended = (async () => {
    for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) state.text += chunk;
  })();
  await expect.poll(() => state.text).toContain('"open"');

  let isDone = false;
  whenLeaving(async () => {
    await ended;
    isDone = true;
  });
  // What fails is in nobody's way.
  whenLeaving(async () => await Promise.reject(new Error('of the test')));
  expect(leaving().aborted).toBe(false);
  expect(await serving()).toEqual({ status: 200, live: true, serving: true });
  await leave();

  expect(isDone).toBe(true);
  expect(state.text).toMatch(/event: return\ndata: \n\n$/);
  expect(state.text).not.toContain('serialized-error');
  expect((await open()).status).toBe(503);
  const answer = await health(new Request('http://localhost/api/health'));
  expect({ status: answer.status, ...((await answer.json()) as object) }).toEqual({
    status: 503,
    live: true,
    ready: false,
    isLeaving: true,
  });
  expect(await serving()).toEqual({ status: 503, live: true, serving: false });
  expect((await health(new Request('http://localhost/api/health?live'))).status).toBe(200);
});
