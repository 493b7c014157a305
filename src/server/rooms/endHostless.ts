import 'server-only';
import { audit, SYSTEM } from '../audit';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { closeRoom, listPeople } from '../livekit';
import { redis } from '../redis';
import { isHostRole } from './entry';

/** Milliseconds that a meeting goes on after its last host has left. */
const PATIENCE = 60_000;
/** Seconds that is remembered whether a meeting has had a host. */
const MEMORY = 24 * 3600;

/** `here` while a host is in the call; after that the time at which none was found; nothing before one has come. */
const hostKey = (meetingId: string) => `meeting-host:${meetingId}`;

const hasHost = async (roomId: string) =>
  (await listPeople(roomId)).some(({ attributes }) => isHostRole(attributes['role']));

/** Whether the last host of a meeting has been gone for a minute. */
const isLeft = async (meetingId: string, isHostHere: boolean): Promise<boolean> => {
  const key = hostKey(meetingId);
  const noted = await redis().get(key);
  if (isHostHere) await redis().set(key, 'here', 'EX', MEMORY);
  else if (noted === 'here') await redis().set(key, Date.now(), 'EX', MEMORY);
  return !isHostHere && noted !== null && noted !== 'here' && Date.now() - Number(noted) >= PATIENCE;
};

/** Ends meetings whose last host left a minute ago, in the rooms that end so. */
export const endHostless = async ({ isDryRun }: RunOptions): Promise<Removed> => {
  const meetings = await db().meeting.findMany({
    where: { endedAt: null, room: { endsWithHost: true } },
    select: { id: true, tenantId: true, room: { select: { id: true, name: true } } },
  });
  let hostlessMeetings = 0;
  for (const { id, tenantId, room } of meetings) {
    if (!(await isLeft(id, await hasHost(room.id)))) continue;
    hostlessMeetings += 1;
    if (isDryRun) continue;
    await closeRoom(room.id);
    await audit(SYSTEM, { tenantId, action: 'meeting.end', target: { kind: 'room', ...room } });
  }
  return { hostlessMeetings };
};
