import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { type listMembersInput, managesRole, MEMBER_PAGE_SIZE, type setRoleInput } from '@/shared/members';
import { canInTenant, type TenantRole } from '@/shared/permissions';
import { actorOf, audit } from '../audit';
import type { Context } from '../context';
import { db, type Tx } from '../db';
import { fail } from '../errors';
import { publish } from '../events';
import { literally } from '../literally';
import { lockTenant } from '../lockTenant';
import { followRole, showOut } from './showOut';

const memberSelect = (seesAddresses: boolean) =>
  ({
    role: true,
    createdAt: true,
    user: { select: { id: true, name: true, avatarId: true, email: seesAddresses } },
  }) satisfies Prisma.MembershipSelect;

/** One of the tenant's people, who asks. */
export type Colleague = Context & {
  tenant: { id: string; name: string };
  tenantRole: TenantRole;
  userId: string;
};

/** The names that match; for who sees addresses, these too. */
const matching = (search: string, seesAddresses: boolean): Prisma.MembershipWhereInput => {
  if (!search) return {};
  const contains = { contains: literally(search), mode: 'insensitive' } as const;
  return { user: { OR: [{ name: contains }, ...(seesAddresses ? [{ email: contains }] : [])] } };
};

/** A page of a tenant's people, owners first; their addresses are for owners and admins. */
export const listMembers = async (
  { tenant, tenantRole }: Colleague,
  { search, cursor }: z.output<typeof listMembersInput>,
) => {
  const seesAddresses = canInTenant(tenantRole, 'member:invite');
  const tenantId = tenant.id;
  const where = { tenantId, ...matching(search, seesAddresses) };
  const [rows, total] = await Promise.all([
    db().membership.findMany({
      where,
      select: memberSelect(seesAddresses),
      orderBy: [{ role: 'asc' }, { createdAt: 'asc' }, { userId: 'asc' }],
      ...(cursor ? { cursor: { tenantId_userId: { tenantId, userId: cursor } }, skip: 1 } : {}),
      take: MEMBER_PAGE_SIZE + 1,
    }),
    db().membership.count({ where }),
  ]);
  const items = rows.slice(0, MEMBER_PAGE_SIZE).map(({ user, role, createdAt }) => {
    const { id, name, avatarId } = user;
    return { id, name, avatarId, email: seesAddresses ? user.email : null, role, since: createdAt };
  });
  return { items, total, nextCursor: rows.length > items.length ? (items.at(-1)?.id ?? null) : null };
};

/** Tells whoever looks at the tenant's people. */
export const tellMembers = async (tenantId: string) => {
  await publish('tenant', tenantId, { type: 'changed', what: 'members' });
};

const roleOf = async (tx: Tx, tenantId: string, userId: string) => {
  const found = await tx.membership.findUnique({
    where: { tenantId_userId: { tenantId, userId } },
    select: { role: true, user: { select: { name: true } } },
  });
  return found ?? fail('NOT_FOUND');
};

/** Under the tenant's lock: two owners who go at once can't both count on the other. Fails LAST_OWNER. */
const proveOtherOwner = async (tx: Tx, tenantId: string) => {
  if ((await tx.membership.count({ where: { tenantId, role: 'owner' } })) < 2) fail('LAST_OWNER');
};

/** Both roles as they are at this moment, whatever they were when the request came in. Fails NOT_FOUND, FORBIDDEN. */
const proveManaging = async (tx: Tx, { tenant, userId: me }: Colleague, userId: string) => {
  const [mine, other] = [await roleOf(tx, tenant.id, me), await roleOf(tx, tenant.id, userId)];
  if (!managesRole(mine.role, other.role)) fail('FORBIDDEN');
  return { myRole: mine.role, other };
};

/** Gives one of the tenant's people another role. Fails NOT_FOUND, FORBIDDEN, LAST_OWNER. */
export const setRole = async (colleague: Colleague, { userId, role }: z.output<typeof setRoleInput>) => {
  const tenantId = colleague.tenant.id;
  const actor = await actorOf(colleague);
  await db().$transaction(async (tx) => {
    await lockTenant(tx, tenantId);
    const { myRole, other } = await proveManaging(tx, colleague, userId);
    if (!managesRole(myRole, role)) fail('FORBIDDEN');
    if (other.role === role) return;
    if (other.role === 'owner') await proveOtherOwner(tx, tenantId);
    await tx.membership.update({
      where: { tenantId_userId: { tenantId, userId } },
      data: { role },
      select: { role: true },
    });
    const target = { kind: 'person', id: userId, name: other.user.name } as const;
    await audit(
      actor,
      { tenantId, action: 'member.role', target, detail: { before: other.role, after: role } },
      tx,
    );
  });
  await followRole(tenantId, userId);
  await tellMembers(tenantId);
};

/** Ends a membership with all that hung on it; the rooms that they host go to `heirId`. */
const endMembership = async (
  tx: Tx,
  tenantId: string,
  { userId, heirId }: Record<'userId' | 'heirId', string>,
) => {
  await tx.membership.delete({ where: { tenantId_userId: { tenantId, userId } }, select: { role: true } });
  await tx.roomMember.deleteMany({ where: { tenantId, userId } });
  await tx.personRule.deleteMany({ where: { tenantId, personId: userId, isAllowed: true } });
  await tx.room.updateMany({ where: { tenantId, hostId: userId }, data: { hostId: heirId } });
};

/** Removes somebody from the tenant; whoever removes them hosts their rooms from then on. Fails NOT_FOUND, FORBIDDEN, LAST_OWNER. */
export const removeMember = async (colleague: Colleague, userId: string) => {
  const tenantId = colleague.tenant.id;
  if (userId === colleague.userId) return fail('FORBIDDEN');
  const actor = await actorOf(colleague);
  await db().$transaction(async (tx) => {
    await lockTenant(tx, tenantId);
    const { other } = await proveManaging(tx, colleague, userId);
    if (other.role === 'owner') await proveOtherOwner(tx, tenantId);
    await endMembership(tx, tenantId, { userId, heirId: colleague.userId });
    const target = { kind: 'person', id: userId, name: other.user.name } as const;
    await audit(actor, { tenantId, action: 'member.remove', target, detail: { role: other.role } }, tx);
  });
  await showOut(tenantId, userId);
  await tellMembers(tenantId);
};

const findHeir = async (tx: Tx, tenantId: string, userId: string) => {
  const heir = await tx.membership.findFirst({
    where: { tenantId, role: 'owner', userId: { not: userId } },
    select: { userId: true },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
  });
  return heir ?? fail('LAST_OWNER');
};

/** Takes whoever asks out of the tenant; its oldest other owner hosts their rooms from then on. Fails LAST_OWNER. */
export const leaveTenant = async (colleague: Colleague) => {
  const { tenant, userId } = colleague;
  const actor = await actorOf(colleague);
  await db().$transaction(async (tx) => {
    await lockTenant(tx, tenant.id);
    const { role, user } = await roleOf(tx, tenant.id, userId);
    const heir = await findHeir(tx, tenant.id, userId);
    await endMembership(tx, tenant.id, { userId, heirId: heir.userId });
    const target = { kind: 'person', id: userId, name: user.name } as const;
    await audit(actor, { tenantId: tenant.id, action: 'member.leave', target, detail: { role } }, tx);
  });
  await showOut(tenant.id, userId);
  await tellMembers(tenant.id);
};
