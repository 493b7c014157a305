import 'server-only';
import type { z } from 'zod';
import { audiencesInput } from '@/shared/moderation';
import { type Adjustable, mayNow, type PersonRules } from '@/shared/permissions';
import { actorOf, audit } from '../audit';
import { db } from '../db';
import { defined } from '../defined';
import type { Person } from '../person';
import { applyRights } from './applyRights';
import { auditPeople } from './auditPeople';
import { findTarget, type Host, tellAct, withMedia } from './moderate';
import { tellRoom } from './tellRoom';

/**
 * Gives somebody a right or takes it, whatever the room's settings say of everyone, or (null) leaves it to these again:
 * until the end of the meeting. They are told where it changes what they may do. Fails NOT_FOUND, FORBIDDEN, MEDIA_UNAVAILABLE.
 */
export const setPersonRight = async (
  host: Host,
  person: Person,
  { permission, isAllowed }: { permission: Adjustable; isAllowed: boolean | null },
) => {
  const target = await findTarget(host, person);
  const { id: roomId, tenantId } = host.room;
  const mayBy = (rules: PersonRules) => mayNow(permission, { role: target.role, settings: host.room, rules });
  const key = { roomId, personId: person.id, permission };
  if (isAllowed === null) await db().personRule.deleteMany({ where: key });
  else
    await db().personRule.upsert({
      where: { roomId_personId_permission: key },
      create: { ...key, tenantId, isAllowed },
      update: { isAllowed },
    });
  await tellRoom(host.room);
  await withMedia(roomId, async () => await applyRights(roomId));
  const actor = await actorOf(host);
  await auditPeople(actor, host.room, {
    action: 'people.rights',
    people: [target],
    detail: { permission, isAllowed: isAllowed ?? 'asRoom' },
  });
  const mayThen = mayBy(isAllowed === null ? {} : { [permission]: isAllowed });
  if (mayThen !== mayBy(target.rules))
    await tellAct(host, actor, { act: 'right', permission, isAllowed: mayThen, to: target });
};

/** Changes who may speak, show video, share, write, attach, record: for the room, and at once for who is in it. */
export const setAudiences = async (host: Host, input: z.output<typeof audiencesInput>) => {
  const audiences = defined(audiencesInput.parse(input));
  const { id, name, tenantId } = host.room;
  await db().room.update({ where: { id }, data: audiences, select: { id: true } });
  await tellRoom(host.room);
  await audit(await actorOf(host), {
    tenantId,
    action: 'room.edit',
    target: { kind: 'room', id, name },
    detail: audiences,
  });
  await withMedia(id, async () => await applyRights(id));
};

/** What hosts have given to or taken from single people in this meeting. */
export const listRules = async (roomId: string) =>
  await db().personRule.findMany({
    where: { roomId },
    select: { personId: true, permission: true, isAllowed: true },
  });

/** Ends what hosts have given or taken for the meeting. */
export const endRules = async (roomId: string) => {
  await db().personRule.deleteMany({ where: { roomId } });
};
