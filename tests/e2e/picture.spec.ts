import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeMembership, makeUser } from '../../prisma/factories.ts';
import { expectMoving, join, leaveButton, pictureOf, tile } from './call';
import { db, makeOrganisation, setting, signIn } from './people';
import { type Portrait, portraitFile } from './portraitFile';
import { expect, test } from './test';
import { voiceFile } from './voiceFile';

const CAST: Record<string, Portrait> = {
  'Aoi Tanaka': {
    wall: [222, 214, 200],
    skin: [236, 196, 168],
    hair: [38, 32, 36],
    shirt: [58, 84, 132],
    hairLength: 1,
  },
  'Ben Fischer': {
    wall: [176, 190, 188],
    skin: [240, 206, 184],
    hair: [142, 98, 62],
    shirt: [64, 92, 78],
    hairLength: 0,
  },
  'Chidi Okafor': {
    wall: [214, 196, 178],
    skin: [128, 86, 62],
    hair: [28, 24, 24],
    shirt: [206, 142, 74],
    hairLength: 0,
  },
  'Dana Levi': {
    wall: [190, 186, 204],
    skin: [224, 178, 148],
    hair: [92, 54, 38],
    shirt: [168, 74, 66],
    hairLength: 1.3,
  },
};

// The README's picture: WEBMTG_PICTURE=1 npm test -- e2e picture
if (process.env.WEBMTG_PICTURE === '1') {
  test('four people meet', async ({ playwright }, testInfo) => {
    test.setTimeout(240_000);
    const { tenant, host, colleague, room } = await makeOrganisation({ name: 'Monday round' });
    const pages = [];
    for (const [name, portrait] of Object.entries(CAST)) {
      const id =
        { 'Aoi Tanaka': host.id, 'Ben Fischer': colleague.id }[name] ?? (await makeUser(db, { name })).id;
      if (id !== host.id && id !== colleague.id) {
        await makeMembership(db, { tenantId: tenant.id, userId: id }, 'member');
      }
      const [camera, voice] = [testInfo.outputPath(`${name}.y4m`), testInfo.outputPath('voice.wav')];
      await writeFile(camera, portraitFile(portrait));
      await writeFile(voice, voiceFile());
      const { args = [], ...options } = testInfo.project.use.launchOptions ?? {};
      const files = [
        `--use-file-for-fake-video-capture=${camera}`,
        `--use-file-for-fake-audio-capture=${voice}`,
      ];
      const browser = await playwright.chromium.launch({ ...options, args: [...args, ...files] });
      const context = await browser.newContext({
        baseURL: setting('WEBMTG_URL'),
        locale: 'en-US',
        viewport: { width: 1280, height: 800 },
      });
      await signIn(context, id);
      const page = await context.newPage();
      await join(page, room.code);
      if (name !== 'Dana Levi') await page.getByRole('button', { name: 'Microphone' }).click();
      pages.push(page);
    }
    const [first] = pages;
    if (!first) throw new Error('nobody came');
    for (const name of Object.keys(CAST).slice(1)) await expectMoving(pictureOf(first, name));
    await first.getByRole('button', { name: '4 people' }).click();
    await expect(tile(first, 'Dana Levi')).toHaveAttribute('data-speaking', 'true');
    await first.mouse.move(300, 780);
    await leaveButton(first).evaluate(async (button) => {
      await Promise.all(button.ownerDocument.getAnimations().map(async (one) => await one.finished));
    });
    await first.screenshot({ path: path.join(import.meta.dirname, '../../docs/call.png') });
    await Promise.all(pages.map(async (page) => await page.context().browser()?.close()));
  });
}
