import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { INVITATION_DAYS, type inviteInput, isDomainAllowed, managesRole } from '@/shared/members';
import type { TenantRole } from '@/shared/permissions';
import { type Actor, actorOf, audit } from '../audit';
import { db } from '../db';
import { fail } from '../errors';
import { afterAnswer, sendMail } from '../mail';
import { mayInvite } from '../mayInvite';
import { originOfTenant } from '../origin';
import { consume } from '../rateLimit';
import { hashOf, newSecret } from './mailedSecret';
import { type Colleague, tellMembers } from './members';

const invitationSelect = {
  id: true,
  email: true,
  role: true,
  invitedByName: true,
  createdAt: true,
  expiresAt: true,
} satisfies Prisma.InvitationSelect;

/** A tenant's invitations that nobody has accepted yet, newest first; those that are over are shown too, to be sent again. */
export const listInvitations = async (tenantId: string) => {
  const rows = await db().invitation.findMany({
    where: { tenantId },
    select: invitationSelect,
    orderBy: { createdAt: 'desc' },
  });
  const now = new Date();
  return rows.map((row) => Object.assign(row, { isOver: row.expiresAt <= now }));
};

const expiry = () => new Date(Date.now() + INVITATION_DAYS * 24 * 3600 * 1000);

interface Letter {
  email: string;
  token: string;
  inviter: string;
  tenantId: string;
}

/** Writes to them in their own language where they have an account, else in the tenant's. */
const sendInvitation = async ({ email, token, inviter, tenantId }: Letter) => {
  const [tenant, account] = await Promise.all([
    db().tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { name: true, locale: true } }),
    db().user.findUnique({ where: { email }, select: { name: true, locale: true } }),
  ]);
  const to = { email, name: account?.name ?? email, locale: account?.locale ?? tenant.locale };
  const link = `${await originOfTenant({ id: tenantId })}/invite/${token}`;
  await sendMail(to, 'invitation', link, { tenant: tenant.name, inviter });
};

type Outcome = 'invited' | 'member' | 'wrongDomain' | 'tooMany';

interface Inviting {
  tenant: { id: string; mailDomains: string[] };
  actor: Actor;
  inviterId: string;
  role: TenantRole;
}

/** An earlier invitation of the same address gives way to this one. */
const inviteOne = async ({ tenant, actor, inviterId, role }: Inviting, email: string): Promise<Outcome> => {
  if (!isDomainAllowed(email, tenant.mailDomains)) return 'wrongDomain';
  const tenantId = tenant.id;
  if ((await db().membership.count({ where: { tenantId, user: { email } } })) > 0) return 'member';
  if (!(await mayInvite(tenantId, email))) return 'tooMany';
  const token = newSecret();
  const fields = {
    role,
    tokenHash: hashOf(token),
    invitedById: inviterId,
    invitedByName: actor.name,
    expiresAt: expiry(),
  };
  await db().$transaction(async (tx) => {
    const { id } = await tx.invitation.upsert({
      where: { tenantId_email: { tenantId, email } },
      create: { tenantId, email, ...fields },
      update: { ...fields, createdAt: new Date() },
      select: { id: true },
    });
    const target = { kind: 'person', id, name: email } as const;
    await audit(actor, { tenantId, action: 'member.invite', target, detail: { role } }, tx);
  });
  afterAnswer(async () => await sendInvitation({ email, token, inviter: actor.name, tenantId }));
  return 'invited';
};

/**
 * Invites addresses into the tenant, each by a letter with a link that is good once and for seven days; returns what
 * became of each. Fails FORBIDDEN.
 */
export const invite = async (colleague: Colleague, { emails, role }: z.output<typeof inviteInput>) => {
  if (!managesRole(colleague.tenantRole, role)) return fail('FORBIDDEN');
  const tenant = await db().tenant.findUniqueOrThrow({
    where: { id: colleague.tenant.id },
    select: { id: true, mailDomains: true },
  });
  const actor = await actorOf(colleague);
  const results: { email: string; outcome: Outcome }[] = [];
  for (const email of new Set(emails)) {
    const outcome = await inviteOne({ tenant, actor, inviterId: colleague.userId, role }, email);
    results.push({ email, outcome });
  }
  await tellMembers(tenant.id);
  return results;
};

const findOwn = async ({ tenant, tenantRole }: Colleague, id: string) => {
  const found = await db().invitation.findFirst({
    where: { id, tenantId: tenant.id },
    select: { id: true, email: true, role: true },
  });
  if (!found) return fail('NOT_FOUND');
  return managesRole(tenantRole, found.role) ? found : fail('FORBIDDEN');
};

/** Sends an invitation again, with a new link: the one before is good no more. Fails NOT_FOUND, FORBIDDEN, RATE_LIMITED. */
export const resendInvitation = async (colleague: Colleague, invitationId: string) => {
  const { id, email } = await findOwn(colleague, invitationId);
  const tenantId = colleague.tenant.id;
  await consume('invite', tenantId);
  await consume('mail', email);
  const token = newSecret();
  const actor = await actorOf(colleague);
  const { count } = await db().invitation.updateMany({
    where: { id },
    data: { tokenHash: hashOf(token), expiresAt: expiry() },
  });
  if (count === 0) return fail('NOT_FOUND');
  await audit(actor, { tenantId, action: 'member.resend', target: { kind: 'person', id, name: email } });
  await sendInvitation({ email, token, inviter: actor.name, tenantId });
  await tellMembers(tenantId);
};

/** Takes an invitation back. Fails NOT_FOUND, FORBIDDEN. */
export const revokeInvitation = async (colleague: Colleague, invitationId: string) => {
  const { id, email } = await findOwn(colleague, invitationId);
  const tenantId = colleague.tenant.id;
  const actor = await actorOf(colleague);
  await db().$transaction(async (tx) => {
    if ((await tx.invitation.deleteMany({ where: { id } })).count === 0) fail('NOT_FOUND');
    const target = { kind: 'person', id, name: email } as const;
    await audit(actor, { tenantId, action: 'member.revoke', target }, tx);
  });
  await tellMembers(tenantId);
};
