import { expectMoving, join, pictureOf } from '../e2e/call';
import { log, openChat, write } from '../e2e/chat';
import { makeOrganisation, signIn } from '../e2e/people';
import { expect } from '../e2e/test';
import { keepAway } from './parts';
import { test } from './test';

test.slow();

type OpenContext = Parameters<Parameters<typeof test>[2]>[0]['openContext'];

/** Somebody in a call whose page has fetched all that it wants to. */
const enter = async (openContext: OpenContext, userId: string, code: string) => {
  const context = await openContext();
  await signIn(context, userId);
  const page = await context.newPage();
  const scripts = new Set<object>();
  page
    .on('request', (request) => request.resourceType() === 'script' && scripts.add(request))
    .on('requestfinished', (request) => scripts.delete(request))
    .on('requestfailed', (request) => scripts.delete(request));
  await join(page, code);
  await expect(page.getByRole('button', { name: 'Devices' })).toBeVisible();
  await expect.poll(() => scripts.size, { message: 'scripts on their way' }).toBe(0);
  return page;
};

test('while no web server answers, a call goes on, and all of it can be opened', async ({ openContext }) => {
  const { host, colleague, room } = await makeOrganisation();
  const a = await enter(openContext, host.id, room.code);
  const b = await enter(openContext, colleague.id, room.code);
  await expectMoving(pictureOf(a, colleague.name));
  const back = await Promise.all((['web-1', 'web-2'] as const).map(keepAway));

  // Nobody has shared, written or looked at anything before.
  await b.getByRole('button', { name: 'Share screen' }).click();
  await expectMoving(pictureOf(a, `Screen of ${colleague.name}`));
  await a.getByRole('button', { name: 'People' }).click();
  const people = a.getByRole('complementary', { name: 'People' });
  await expect(people.getByRole('listitem')).toHaveCount(2);
  await people.getByRole('button', { name: `What you can do with ${colleague.name}` }).click();
  await a.getByRole('menuitem', { name: 'Rights…' }).click();
  await expect(a.getByRole('dialog', { name: `What ${colleague.name} may do` })).toBeVisible();
  // It needs the server, and says so.
  await expect(a.getByText('WebMTG is not available right now. Calls go on.')).toBeVisible();
  await a.keyboard.press('Escape');
  for (const name of ['Devices', 'Keyboard shortcuts']) {
    await a.getByRole('button', { name }).click();
    await expect(a.getByRole('dialog', { name })).toBeVisible();
    await a.keyboard.press('Escape');
  }
  await a.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(a.getByRole('dialog')).toBeVisible();
  await a.keyboard.press('Escape');

  await Promise.all(back.map(async (bringBack) => await bringBack()));
  await openChat(a);
  await openChat(b);
  await write(b, 'still here');
  await expect(log(a).getByText('still here')).toBeVisible({ timeout: 60_000 });
  await expectMoving(pictureOf(a, `Screen of ${colleague.name}`));
});

test('what breaks in the call’s page beside the pictures does not take the call along', async ({
  openContext,
}) => {
  const { host, colleague, room } = await makeOrganisation();
  const a = await enter(openContext, host.id, room.code);
  await enter(openContext, colleague.id, room.code);
  await expectMoving(pictureOf(a, colleague.name));
  // The panel listens for a key as soon as it is there.
  await a.evaluate(() => {
    const here = Object.assign(window, { isBroken: true });
    const { value } = Object.getOwnPropertyDescriptor(EventTarget.prototype, 'addEventListener') ?? {};
    EventTarget.prototype.addEventListener = new Proxy(value as typeof addEventListener, {
      apply: (original, target: EventTarget, how) => {
        if (here.isBroken && target instanceof HTMLElement && target.tagName === 'ASIDE')
          throw new Error('of the test');
        return Reflect.apply(original, target, how) as undefined;
      },
    });
  });
  await a.getByRole('button', { name: 'People' }).click();
  await expect(a.getByText('Something went wrong on our side. Please try again.')).toBeVisible();
  await expectMoving(pictureOf(a, colleague.name));
  await a.evaluate(() => void Object.assign(window, { isBroken: false }));
  await a.getByRole('button', { name: 'People' }).click();
  await expect(a.getByRole('complementary', { name: 'People' }).getByRole('listitem')).toHaveCount(2);
});
