import { randomUUID } from 'node:crypto';
import { makeRecording } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { putObject } from '@/server/objectStore';
import type { sandbox } from './harness';

type Place = Pick<Awaited<ReturnType<typeof sandbox>>, 'tenant' | 'room'>;

/** The time of the first picture in these tests, and the one `seconds` after it. */
const BEGAN = Date.parse('2026-03-02T09:00:00Z');
export const second = (seconds: number) => new Date(BEGAN + seconds * 1000);

/** A minute's complete recording of a room, with these bytes in the store. */
export const recorded = async (
  { tenant, room }: Place,
  fields: Parameters<typeof makeRecording>[2] = {},
  bytes: Uint8Array = Buffer.from('0123456789'),
) => {
  const times = { startedAt: second(0), endedAt: second(60), duration: 60 };
  const recording = await makeRecording(
    db(),
    { tenantId: tenant.id, roomId: room.id },
    { ...times, size: bytes.length, ...fields },
  );
  await putObject(`recordings/${recording.id}.mp4`, bytes);
  return recording;
};

interface Stay {
  name: string;
  guestId?: string;
  from: number;
  until?: number;
}

/** A meeting with these stays and shared screens, in seconds of its recording. */
export const held = async (
  { tenant, room }: Place,
  stays: Stay[],
  shares: { name: string; at: number }[] = [],
) =>
  await db().meeting.create({
    data: {
      tenantId: tenant.id,
      roomId: room.id,
      livekitSid: `RM_${randomUUID()}`,
      startedAt: second(-60),
      attendances: {
        create: stays.map(({ name, guestId, from, until }) => ({
          tenantId: tenant.id,
          livekitSid: `PA_${randomUUID()}`,
          name,
          guestId: guestId ?? randomUUID(),
          joinedAt: second(from),
          leftAt: until === undefined ? null : second(until),
        })),
      },
      shares: {
        create: shares.map(({ name, at }) => ({
          tenantId: tenant.id,
          livekitSid: `TR_${randomUUID()}`,
          name,
          startedAt: second(at),
        })),
      },
    },
  });
