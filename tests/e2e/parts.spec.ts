import { randomInt, randomUUID } from 'node:crypto';
import { makeMembership, makeTenant, makeUser } from '../../prisma/factories.ts';
import { freePort } from './freePort';
import { db, openSession } from './people';
import { startServer } from './startServer';
import { expect, test } from './test';

const HOUR = 3_600_000;

test('an operator sees the parts, how they were, and when one was away', async ({ openContext }) => {
  const email = `${randomUUID()}@webmtg.example`;
  const server = await startServer(await freePort(), { WEBMTG_OPERATORS: email });
  const root = await makeUser(db, { email, name: 'Root' });
  await makeMembership(db, { tenantId: (await makeTenant(db)).id, userId: root.id }, 'owner');
  // Some days ago, where nobody else has looked.
  const from = Math.floor(Date.now() / HOUR) * HOUR - randomInt(30, 150) * HOUR;
  await db.partSample.createMany({
    data: Array.from({ length: 240 }, (_, index) => ({
      part: 'objectStore',
      at: new Date(from + index * 15_000),
      ok: index < 100 || index >= 128,
      latencyMs: 2,
    })),
    skipDuplicates: true,
  });
  const context = await openContext({ baseURL: server.url });
  await context.addCookies([{ ...(await openSession(root.id)), url: server.url, httpOnly: true }]);
  const page = await context.newPage();
  await page.goto('/operator');
  await page.getByRole('navigation', { name: 'Operator' }).getByRole('link', { name: 'Parts' }).click();
  const rows = page.getByRole('list', { name: 'Parts' }).getByRole('listitem');
  await expect(rows).toHaveCount(5);
  for (const part of ['PostgreSQL', 'Redis', 'LiveKit', 'Object store'])
    await expect(rows.filter({ hasText: part })).toContainText('Up');
  const outage = page
    .getByRole('list', { name: 'Outages' })
    .getByRole('listitem')
    .filter({ hasText: '7 minutes' });
  await expect(outage).toHaveCount(0);
  await page.getByRole('radio', { name: '7 days' }).check({ force: true });
  await expect(outage.first()).toContainText('Object store');
  const strip = rows.filter({ hasText: 'Object store' }).getByRole('img');
  await expect(strip).toHaveAccessibleName(/^The last 7 days: \d\d(\.\d+)?% up$/);
  await server.stop();
});
