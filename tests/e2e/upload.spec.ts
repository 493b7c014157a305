import { createHash, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { attach, makeMessages, message, write } from './chat';
import { cuttableLine } from './cuttableLine';
import { freePort } from './freePort';
import { db, makeOrganisation, signIn } from './people';
import { type Server, startServer } from './startServer';
import { expect, test } from './test';

// Hundreds of megabytes and servers that start.
test.slow();

const MEGABYTE = 1_000_000;

const writeRandomFile = async (path: string, megabytes: number) => {
  const file = await open(path, 'w');
  const hash = createHash('sha256');
  for (let n = 0; n < megabytes; n += 1) {
    const block = randomBytes(MEGABYTE);
    hash.update(block);
    await file.write(block);
  }
  await file.close();
  return { path, sha256: hash.digest('hex') };
};

const chips = (page: Page) => page.getByRole('list', { name: 'Attached files' });

/** Takes out what a browser says of a line that the test itself has cut. */
const forgiveCuts = (errors: string[]) => {
  const left = errors.filter((text) => !/net::ERR_|\/api\/uploadthing\?actionType=upload/.test(text));
  errors.splice(0, errors.length, ...left);
};

/** A room's page behind a line and a web server of the test's own. */
const behindLine = async (page: Page) => {
  const { tenant, host, room } = await makeOrganisation();
  await signIn(page.context(), host.id);
  const port = await freePort();
  const line = await cuttableLine(port);
  const start = async () => await startServer(port, { WEBMTG_URL: line.url });
  let server: Server = await start();
  await page.goto(`${line.url}/t/${tenant.slug}/rooms/${room.id}`);
  const storedHash = async (name: string) => {
    const { id } = await db.file.findFirstOrThrow({ where: { roomId: room.id, name, state: 'stored' } });
    const response = await page.request.get(`${line.url}/api/files/${id}`);
    return createHash('sha256')
      .update(await response.body())
      .digest('hex');
  };
  return {
    room,
    line,
    storedHash,
    restart: async () => {
      await server.kill();
      server = await start();
    },
    close: async () => {
      // A page that is still there would go on asking for its stream.
      await page.goto('about:blank');
      line.close();
      await server.kill();
    },
  };
};

test('200 MB that are cut off half-way twice arrive as they were', async ({ page, errors }, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath('film.bin'), 200);
  const { line, room, storedHash, close } = await behindLine(page);
  const firstCut = line.whenSent(70 * MEGABYTE);
  await attach(page, file.path);
  await firstCut;
  const secondCut = line.whenSent(70 * MEGABYTE);
  line.cut();
  await secondCut;
  line.cut();
  await write(page, 'the film');
  await expect(message(page, 'the film')).toContainText('film.bin', { timeout: 60_000 });
  expect(await storedHash('film.bin')).toBe(file.sha256);
  expect(await db.file.count({ where: { roomId: room.id } })).toBe(1);
  await close();
  forgiveCuts(errors);
});

test('a web server that crashes in the middle of an upload costs nothing but time', async ({
  page,
  errors,
}, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath('film.bin'), 120);
  const { line, restart, storedHash, close } = await behindLine(page);
  const halfWay = line.whenSent(60 * MEGABYTE);
  await attach(page, file.path);
  await halfWay;
  await restart();
  const rest = line.whenSent(80 * MEGABYTE).then(() => 'again');
  await write(page, 'after the crash');
  await expect(message(page, 'after the crash')).toContainText('film.bin', { timeout: 60_000 });
  expect(await storedHash('film.bin')).toBe(file.sha256);
  // What the store had by then was not sent again.
  expect(await Promise.race([rest, Promise.resolve('less')])).toBe('less');
  await close();
  forgiveCuts(errors);
});

/** Files as a browser hands them over with a paste or a drop. */
const transfer = async (page: Page, files: readonly { name: string; type: string; bytes: Buffer }[]) =>
  await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      for (const { name, type, base64 } of given)
        data.items.add(
          new File([Uint8Array.from(atob(base64), (char) => char.codePointAt(0) ?? 0)], name, { type }),
        );
      return data;
    },
    files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') })),
  );

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('files are dropped and pictures pasted; one is taken back before it is sent', async ({ page }) => {
  const { tenant, host, room } = await makeOrganisation();
  const place = { tenantId: tenant.id, roomId: room.id, authorId: host.id };
  await makeMessages(
    place,
    Array.from({ length: 30 }, (_, n) => `earlier ${n}`),
  );
  await signIn(page.context(), host.id);
  await page.goto(`/t/${tenant.slug}/rooms/${room.id}`);
  const composer = page.getByRole('textbox', { name: /^Write/ });
  const dropped = await transfer(page, [
    { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('one') },
    { name: '二.txt', type: 'text/plain', bytes: Buffer.from('two') },
  ]);
  await composer.dispatchEvent('dragover', { dataTransfer: dropped });
  await composer.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(chips(page).getByRole('listitem')).toHaveCount(2);
  const pasted = await transfer(page, [{ name: 'image.png', type: 'image/png', bytes: PIXEL }]);
  await composer.evaluate((element, clipboardData) => {
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, pasted);
  await expect(chips(page).getByRole('listitem')).toHaveCount(3);
  await expect(chips(page).getByRole('progressbar')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove a.txt' }).click();
  await write(page, 'two of three');
  await expect(message(page, 'two of three')).toContainText('二.txt');
  // What the message grows by once its files are drawn stays in view.
  await expect(message(page, 'two of three').getByText('二.txt')).toBeInViewport();
  await expect
    .poll(async () =>
      (await db.file.findMany({ where: { roomId: room.id, messageId: { not: null } } }))
        .map(({ kind }) => kind)
        .toSorted(),
    )
    .toEqual(['document', 'image']);
  await expect.poll(async () => await db.file.count({ where: { roomId: room.id, name: 'a.txt' } })).toBe(0);
});
