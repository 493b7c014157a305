import { randomUUID } from 'node:crypto';
import { linkIn, lettersTo } from '../mailbox';
import { join } from './call';
import { db, makeOrganisation, signIn } from './people';
import { expect, test } from './test';

const PASSWORD = 'seven paper cranes over Kyoto';

test('a mailed invitation makes a newcomer a member, who gets a role and is removed again', async ({
  openContext,
}) => {
  const { tenant, host } = await makeOrganisation();
  const email = `${randomUUID()}@people.example`;
  const ownersContext = await openContext();
  await signIn(ownersContext, host.id);
  const owner = await ownersContext.newPage();
  await owner.goto(`/t/${tenant.slug}/members`);
  await owner.getByRole('button', { name: 'Invite people' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('E-mail addresses').fill(`Mio Sato <${email}>, nonsense@`);
  await dialog.getByRole('button', { name: 'Send 2 invitations' }).click();
  await expect(dialog.getByLabel('E-mail addresses')).toHaveAccessibleDescription(/^nonsense@: Enter an/);
  await dialog.getByLabel('E-mail addresses').fill(email);
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(owner.getByRole('list', { name: 'Invitations' })).toContainText(email);
  await expect(async () => expect(await lettersTo(email)).toHaveLength(1)).toPass();

  const newcomer = await (await openContext()).newPage();
  await newcomer.goto(linkIn((await lettersTo(email))[0]));
  await expect(newcomer.getByRole('heading', { name: `Join ${tenant.name}` })).toBeVisible();
  await newcomer.getByRole('link', { name: 'Create an account' }).click();
  await expect(newcomer.getByLabel('E-mail address')).toHaveValue(email);
  await expect(newcomer.getByLabel('Organisation')).toHaveCount(0);
  await newcomer.getByLabel('Your name').fill('Mio Sato');
  await newcomer.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await newcomer.getByRole('button', { name: 'Create account' }).click();
  await newcomer.getByRole('button', { name: `Join ${tenant.name}` }).click();
  await expect(newcomer).toHaveURL(`/t/${tenant.slug}`);
  await expect(newcomer.getByRole('link', { name: 'Settings' })).toHaveCount(0);

  // The owner's page hears of it by itself.
  await expect(owner.getByRole('list', { name: 'Invitations' })).toHaveCount(0);
  await owner.getByLabel('Role of Mio Sato').selectOption('Administrator');
  await expect(owner.getByText('Mio Sato is now: Administrator')).toBeVisible();
  await newcomer.goto(`/t/${tenant.slug}/members`);
  await expect(newcomer.getByRole('link', { name: 'Settings' })).toBeVisible();
  await expect(newcomer.getByRole('button', { name: 'Invite people' })).toBeVisible();

  await owner.getByRole('button', { name: 'Remove Mio Sato?' }).click();
  await owner.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(owner.getByText('Mio Sato was removed')).toBeVisible();
  await expect(newcomer.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address');
});

test('who is removed is put out of the call', async ({ openContext }) => {
  const { tenant, host, colleague, room } = await makeOrganisation({ entry: 'members' });
  const [hosts, theirs] = [await openContext(), await openContext()];
  await signIn(hosts, host.id);
  await signIn(theirs, colleague.id);
  const caller = await theirs.newPage();
  await join(caller, room.code);
  const owner = await hosts.newPage();
  await owner.goto(`/t/${tenant.slug}/members`);
  await expect
    .poll(async () => await db.meeting.count({ where: { roomId: room.id, endedAt: null } }))
    .toBe(1);
  await owner.getByRole('button', { name: `Remove ${colleague.name}?` }).click();
  await owner.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(caller.getByText('You were removed from the meeting')).toBeVisible();
});
