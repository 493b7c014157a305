import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { installLeave } from '@/server/leaving';
import { afterAnswer, sendMail } from '@/server/mail';

// This file has a process of its own, which leaves once.
const talk: string[] = [];
let isWilling = false;

/** A mail server of a few lines, which says "not now" to whom it is told to. */
const answer = (socket: Socket) => {
  let isLetter = false;
  socket.on('error', () => undefined);
  socket.write('220 mail.test ESMTP\r\n');
  socket.on('data', (chunk: Buffer) => {
    const line = chunk.toString();
    if (isLetter) {
      if (!line.endsWith('\r\n.\r\n')) return;
      isLetter = false;
      talk.push('taken');
      socket.write('250 taken\r\n');
    } else if (line.startsWith('MAIL') && !isWilling) {
      talk.push('not now');
      isWilling = true;
      socket.write('451 not now\r\n');
    } else if (line.startsWith('DATA')) {
      isLetter = true;
      socket.write('354 go on\r\n');
    } else {
      socket.write('250 yes\r\n');
    }
  });
};
const server = createServer(answer);

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => server.close());

const globals = globalThis as { webmtgLeave?: () => Promise<void>; webmtgFinish?: () => Promise<void> };

test('an instance that stops sends the letters first that it has promised, also those of its last answers', async () => {
  const reader = { email: 'reader@example.com', name: 'Reader', locale: 'en' as const };
  const write = async () => await sendMail(reader, 'verifyEmail', '/verify');
  afterAnswer(write);
  await expect.poll(() => talk).toEqual(['not now']);
  installLeave();
  const began = performance.now();
  await globals.webmtgLeave?.();
  // A request that was being answered.
  afterAnswer(write);
  await globals.webmtgFinish?.();
  expect(talk).toEqual(['not now', 'taken', 'taken']);
  // The first would have had another try after one second at the soonest.
  expect(performance.now() - began).toBeLessThan(900);
});
