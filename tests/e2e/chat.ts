import { randomUUID } from 'node:crypto';
import { expect, type FileChooser, type Page } from '@playwright/test';
import { db } from './people';

/** The conversation; what screen readers are told stands outside of it. */
export const log = (page: Page) => page.getByRole('log', { name: 'Messages' });

export const composer = (page: Page) => page.getByRole('textbox', { name: /^(Write|Edit)/ });

export const chatButton = (page: Page) => page.getByRole('button', { name: /^Chat/ });

/** Opens the panel in the call, with the history in it. */
export const openChat = async (page: Page) => {
  await chatButton(page).click();
  await expect(page.getByText('Nothing was said yet').or(log(page))).toBeVisible();
};

export const write = async (page: Page, text: string) => {
  await composer(page).fill(text);
  await composer(page).press('Enter');
};

/** Hands files to the composer by its button. */
export const attach = async (page: Page, files: Parameters<FileChooser['setFiles']>[0]) => {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Attach files' }).click(),
  ]);
  await chooser.setFiles(files);
};

/** The messages that hold a text. */
export const message = (page: Page, text: string | RegExp) =>
  log(page).getByRole('article').filter({ hasText: text });

/** Presses one of the buttons that show when a message is pointed at. */
export const act = async (page: Page, text: string, name: string) => {
  await message(page, text).hover();
  await message(page, text).getByRole('button', { name, exact: true }).click();
};

/** Chooses from a message's menu. */
export const choose = async (page: Page, text: string, name: string) => {
  await act(page, text, 'More');
  await page.getByRole('menuitem', { name }).click();
};

/** Messages that were there before the test, oldest first. */
export const makeMessages = async (
  place: { tenantId: string; roomId: string; authorId: string },
  bodies: readonly string[],
) =>
  await db.message.createMany({
    data: bodies.map((body) => ({
      id: randomUUID(),
      authorIsGuest: false,
      authorName: 'Aoi Tanaka',
      body,
      ...place,
    })),
  });

/** All that a page's conversation shows from its beginning to its end, by line: only what is in view is in the page. */
export const readConversation = async (page: Page): Promise<string[]> =>
  await log(page).evaluate(async (list) => {
    const painted = async () =>
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const seen = new Map<string, string>();
    list.scrollTop = 0;
    for (;;) {
      await painted();
      const articles = [...list.querySelectorAll('article')];
      // The same one twice, side by side, is two.
      articles.forEach(({ id, innerText }, index) =>
        seen.set(articles.findIndex((other) => other.id === id) === index ? id : `${id} again`, innerText),
      );
      if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) break;
      list.scrollTop += list.clientHeight / 2;
    }
    return [...seen.values()].flatMap((text) => text.split('\n'));
  });
