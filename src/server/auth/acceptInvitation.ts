import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { isDomainAllowed } from '@/shared/members';
import { actorOf, audit } from '../audit';
import type { Context, Viewer } from '../context';
import { db, type Tx } from '../db';
import { fail } from '../errors';
import { belongsTo, onlyHere } from '../gate';
import { hashOf } from './mailedSecret';
import { tellMembers } from './members';

const openSelect = {
  id: true,
  email: true,
  role: true,
  invitedByName: true,
  expiresAt: true,
  tenant: { select: { id: true, slug: true, name: true, logoId: true, colour: true, mailDomains: true } },
} satisfies Prisma.InvitationSelect;

/** Under a tenant's host there are its own invitations alone. */
type Place = Pick<Viewer, 'hostTenantId'>;

const usable = (token: string, place: Place): Prisma.InvitationWhereInput => ({
  tokenHash: hashOf(token),
  expiresAt: { gt: new Date() },
  ...onlyHere(place),
  tenant: { deletedAt: null, suspendedAt: null },
});

/** The invitation behind a link that is still good, or null. */
export const findInvitation = async (place: Place, token: string, tx: Tx = db()) =>
  await tx.invitation.findFirst({ where: usable(token, place), select: openSelect });

const findOpen = async (place: Place, token: string, tx: Tx = db()) =>
  (await findInvitation(place, token, tx)) ?? fail('LINK_INVALID');

/** What an invitation's link tells whoever holds it, without using it up. Fails LINK_INVALID. */
export const peekInvitation = async (place: Place, token: string) => {
  const { email, role, invitedByName, expiresAt, tenant } = await findOpen(place, token);
  const { slug, name, logoId, colour } = tenant;
  return { email, role, invitedByName, expiresAt, tenant: { slug, name, logoId, colour } };
};

/** Whether a link that went to this address is still good. */
export const isInvited = async (place: Place, token: string, email: string) =>
  (await db().invitation.count({ where: { ...usable(token, place), email } })) === 1;

/** Of many at once one gets through. */
const spend = async (tx: Tx, place: Place, token: string) => {
  const { count } = await tx.invitation.deleteMany({ where: usable(token, place) });
  if (count === 0) fail('LINK_INVALID');
};

/**
 * Makes whoever is signed in one of the tenant's people, where the link went to their own address: it proves that
 * address too. Fails LINK_INVALID, OTHER_ADDRESS, DOMAIN_REFUSED, FORBIDDEN.
 */
export const acceptInvitation = async (ctx: Context & { userId: string }, token: string) => {
  const actor = await actorOf(ctx);
  const tenant = await db().$transaction(async (tx) => {
    const invitation = await findOpen(ctx.viewer, token, tx);
    const { id: tenantId, mailDomains } = invitation.tenant;
    // A session that another tenant's provider opened is good there alone.
    if (ctx.viewer.kind !== 'user' || !belongsTo(ctx.viewer, tenantId)) return fail('FORBIDDEN');
    const { userId } = ctx;
    const user = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { email: true, emailVerified: true, name: true },
    });
    if (user.email !== invitation.email) return fail('OTHER_ADDRESS');
    if (!isDomainAllowed(user.email, mailDomains)) return fail('DOMAIN_REFUSED');
    await spend(tx, ctx.viewer, token);
    await tx.membership.createMany({
      data: [{ tenantId, userId, role: invitation.role }],
      skipDuplicates: true,
    });
    if (!user.emailVerified)
      await tx.user.update({
        where: { id: userId },
        data: { emailVerified: new Date() },
        select: { id: true },
      });
    const target = { kind: 'person', id: userId, name: user.name } as const;
    const detail = { role: invitation.role, invitedBy: invitation.invitedByName };
    await audit(actor, { tenantId, action: 'member.join', target, detail }, tx);
    return invitation.tenant;
  });
  await tellMembers(tenant.id);
  return { slug: tenant.slug, name: tenant.name };
};
