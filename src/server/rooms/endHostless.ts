import 'server-only';
import { isHosting, ROOM_ROLES } from '@/shared/permissions';
import { audit, SYSTEM } from '../audit';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { closeRoom, listPeople } from '../livekit';
import { redis } from '../redis';

/** Milliseconds that a meeting goes on without a host. */
const PATIENCE = 60_000;

const sinceKey = (roomId: string) => `hostless:${roomId}`;

const hasHost = async (roomId: string) =>
  (await listPeople(roomId)).some(({ attributes }) =>
    ROOM_ROLES.some((role) => role === attributes['role'] && isHosting(role)),
  );

/** Since when, as far as anybody has looked, no host is in the call. */
const hostlessSince = async (roomId: string) => {
  const key = sinceKey(roomId);
  await redis().set(key, Date.now(), 'EX', 3600, 'NX');
  return Number(await redis().get(key));
};

/** Ends meetings whose last host left a minute ago, in the rooms that end so. */
export const endHostless = async ({ isDryRun }: RunOptions): Promise<Removed> => {
  const rooms = await db().room.findMany({
    where: { endsWithHost: true, meetings: { some: { endedAt: null } } },
    select: { id: true, name: true, tenantId: true },
  });
  let hostlessMeetings = 0;
  for (const { id, name, tenantId } of rooms) {
    if (await hasHost(id)) {
      await redis().del(sinceKey(id));
      continue;
    }
    if (Date.now() - (await hostlessSince(id)) < PATIENCE) continue;
    hostlessMeetings += 1;
    if (isDryRun) continue;
    await closeRoom(id);
    await redis().del(sinceKey(id));
    await audit(SYSTEM, { tenantId, action: 'meeting.end', target: { kind: 'room', id, name } });
  }
  return { hostlessMeetings };
};
