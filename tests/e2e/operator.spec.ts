import { randomUUID } from 'node:crypto';
import { makeUser } from '../../prisma/factories.ts';
import { freePort } from './freePort';
import { db, makeOrganisation, openSession } from './people';
import { type Server, startServer } from './startServer';
import { expect, test as base } from './test';

/** A web server with an operator of its own. */
const test = base.extend<{ deployment: { server: Server; email: string } }>({
  deployment: async ({ browserName: _any }, provide) => {
    const email = `${randomUUID()}@webmtg.example`;
    const server = await startServer(await freePort(), { WEBMTG_OPERATORS: email });
    await provide({ server, email });
    await server.stop();
  },
});

test('an operator limits, suspends, resumes and deletes an organisation', async ({
  openContext,
  deployment: { server, email },
}) => {
  const open = async (userId: string | null) => {
    const context = await openContext({ baseURL: server.url });
    if (userId)
      await context.addCookies([{ ...(await openSession(userId)), url: server.url, httpOnly: true }]);
    return await context.newPage();
  };
  const { tenant, host, room } = await makeOrganisation();
  const name = `Kumo ${randomUUID().slice(0, 8)}`;
  await db.tenant.update({ where: { id: tenant.id }, data: { name, meetingMinutes: 500 } });
  const month = new Date();
  month.setUTCDate(1);
  month.setUTCHours(0, 0, 0, 0);
  await db.meeting.create({
    data: {
      tenantId: tenant.id,
      roomId: room.id,
      livekitSid: `RM_${randomUUID()}`,
      startedAt: month,
      endedAt: new Date(month.getTime() + 42 * 60_000),
    },
  });
  const member = await open(host.id);
  await member.goto('/operator');
  await expect(member.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address');
  await member.goto(`/t/${tenant.slug}`);
  await expect(member.getByRole('heading', { name: 'Rooms' })).toBeVisible();

  const operator = await open((await makeUser(db, { email, name: 'Root' })).id);
  await operator.goto('/account');
  await operator.getByRole('link', { name: 'Organisations of this server' }).click();
  const rows = operator.getByRole('list', { name: 'Organisations' }).getByRole('listitem');
  const row = rows.filter({ hasText: name });
  await expect(row).toContainText('2 members, 1 room');
  const choose = async (item: string) => {
    await row.getByRole('button', { name: `More for “${name}”` }).click();
    await operator.getByRole('menuitem', { name: item }).click();
  };

  await choose('Limits');
  const limits = operator.getByRole('dialog');
  const usage = limits.getByRole('region', { name: 'Usage now' });
  await expect(usage).toContainText('Meeting minutes this month42 of 500');
  await expect(usage.getByRole('meter', { name: 'Meeting minutes this month' })).toHaveAttribute(
    'aria-valuenow',
    '8',
  );
  await expect(usage).toContainText('Recordings at once0, no limit');
  await expect(usage.getByRole('meter', { name: 'Storage' })).toBeVisible();
  await expect(usage.getByRole('link', { name: host.email })).toBeVisible();
  await limits.getByRole('textbox', { name: 'Meeting minutes a month' }).fill('600');
  await limits.getByRole('button', { name: 'Save' }).click();
  await expect(limits).toHaveCount(0);
  expect(await db.tenant.findUniqueOrThrow({ where: { id: tenant.id } })).toMatchObject({
    meetingMinutes: 600,
    maxRecordings: null,
  });

  await operator.getByRole('searchbox').fill(name);
  await expect(rows).toHaveCount(1);
  await choose('Suspend');
  await operator.getByRole('alertdialog').getByRole('button', { name: 'Suspend' }).click();
  // The page that a member has open leaves by itself.
  await expect(member.getByText(`${name} is suspended`)).toBeVisible();
  const guest = await open(null);
  await guest.goto(`/m/${room.code}`);
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('This organisation is suspended');
  await expect(row).toContainText('Suspended');

  await choose('Resume');
  await expect(row).not.toContainText('Suspended');
  await member.goto(`/t/${tenant.slug}`);
  await expect(member.getByRole('heading', { name: 'Rooms' })).toBeVisible();

  await choose('Delete');
  const question = operator.getByRole('dialog');
  await question.getByLabel(`Write “${name}” to confirm`).fill('Kumo');
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(question.getByLabel(`Write “${name}” to confirm`)).toHaveAccessibleDescription(
    'That is not its name.',
  );
  await question.getByLabel(`Write “${name}” to confirm`).fill(name);
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(row).toContainText('Deleted');
  await expect(member.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address');
  await choose('Bring back');
  await expect(row).not.toContainText('Deleted');
});
