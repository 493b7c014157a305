import 'server-only';
import type { RoomRole } from '@/shared/permissions';
import { actorOf, audit } from '../audit';
import { db } from '../db';
import { fail } from '../errors';
import { followRole } from './followRole';
import { findTarget, type Host, noteAct, tellAct } from './moderate';

/** Only an account can hold a role in a room. Fails NOT_FOUND for others. */
const proveMember = async ({ room }: Host, userId: string) => {
  const [colleague, member] = await Promise.all([
    db().membership.count({ where: { tenantId: room.tenantId, userId } }),
    db().roomMember.count({ where: { roomId: room.id, userId } }),
  ]);
  if (colleague + member === 0) fail('NOT_FOUND');
  return colleague > 0;
};

const setMember = async ({ room }: Host, userId: string, role: 'cohost' | 'participant') => {
  const key = { roomId: room.id, userId };
  await db().roomMember.upsert({
    where: { roomId_userId: key },
    create: { ...key, tenantId: room.tenantId, role },
    update: { role },
  });
};

/** Makes somebody with an account a co-host, or a participant again. Fails NOT_FOUND, FORBIDDEN, MEDIA_UNAVAILABLE. */
export const setCallRole = async (host: Host, userId: string, role: 'cohost' | 'participant') => {
  await proveMember(host, userId);
  const target = await findTarget(host, { id: userId, isGuest: false });
  await setMember(host, userId, role);
  await followRole(host.room);
  await noteAct(host, target, { action: 'people.role', act: 'role', role: role satisfies RoomRole });
};

/**
 * Makes one of the tenant's people the host; the host of before is a co-host from then on.
 * Fails NOT_FOUND, FORBIDDEN, MEDIA_UNAVAILABLE.
 */
export const handOver = async (host: Host, userId: string) => {
  if (!(await proveMember(host, userId))) fail('NOT_FOUND');
  const { id, tenantId, hostId, name } = host.room;
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
  const key = { roomId: id, userId: hostId };
  const actor = await actorOf(host);
  await db().$transaction(async (tx) => {
    const { count } = await tx.room.updateMany({ where: { id, hostId }, data: { hostId: userId } });
    if (count === 0) fail('FORBIDDEN');
    await tx.roomMember.deleteMany({ where: { roomId: id, userId } });
    if (hostId !== userId)
      await tx.roomMember.upsert({
        where: { roomId_userId: key },
        create: { ...key, tenantId, role: 'cohost' },
        update: { role: 'cohost' },
      });
    const target = { kind: 'room', id, name } as const;
    await audit(actor, { tenantId, action: 'room.handOver', target, detail: { to: user.name } }, tx);
  });
  await followRole(host.room);
  // An administrator may give away somebody else's room.
  if (hostId !== userId)
    await tellAct(host, actor, { act: 'role', role: 'cohost', to: { id: hostId, isGuest: false } });
  await noteAct(
    host,
    { id: userId, isGuest: false, name: user.name },
    { action: 'people.role', act: 'role', role: 'host' },
  );
};
