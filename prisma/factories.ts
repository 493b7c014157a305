import { randomInt, randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../src/generated/prisma/client.ts';
import type { TenantRole } from '../src/shared/permissions.ts';
import type { RoomSettings } from '../src/shared/rooms.ts';
import type { FileKind } from '../src/shared/storage.ts';

type Db = PrismaClient;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const letters = (count: number) =>
  Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** A person with a verified address, who belongs nowhere yet. */
export const makeUser = async (
  db: Db,
  fields: { name?: string; email?: string; passwordHash?: string } = {},
) =>
  await db.user.create({
    data: {
      name: fields.name ?? 'Aoi Tanaka',
      email: fields.email ?? `${randomUUID()}@people.example`,
      emailVerified: new Date(),
      passwordHash: fields.passwordHash ?? null,
    },
  });

/** An organisation of its own. */
export const makeTenant = async (db: Db, fields: { name?: string } = {}) =>
  await db.tenant.create({
    data: { name: fields.name ?? 'Kumo Works', slug: `org-${letters(12)}` },
  });

export const makeMembership = async (db: Db, ids: { tenantId: string; userId: string }, role: TenantRole) =>
  await db.membership.create({ data: { ...ids, role } });

/** A room with the default settings and a code that nobody else has. */
export const makeRoom = async (
  db: Db,
  ids: { tenantId: string; hostId: string },
  fields: Partial<
    {
      name: string;
      deletedAt: Date;
    } & RoomSettings
  > = {},
) =>
  await db.room.create({
    data: { name: 'Weekly', code: `${letters(3)}-${letters(4)}-${letters(3)}`, ...ids, ...fields },
  });

/** A stored file of a room; its bytes are the caller's to put, under its id. `messageId` is the message that shows it. */
export const makeFile = async (
  db: Db,
  place: { tenantId: string; roomId: string; ownerId: string },
  fields: Partial<{
    name: string;
    size: number;
    type: string;
    kind: FileKind;
    messageId: string;
    ownerIsGuest: boolean;
    ownerName: string;
    expiresAt: Date;
    deletedAt: Date;
  }> = {},
) => {
  const size = fields.size ?? 5;
  const [file] = await db.$transaction([
    db.file.create({
      data: {
        purpose: 'attachment',
        state: 'stored',
        ownerIsGuest: false,
        ownerName: 'Aoi Tanaka',
        name: 'notes.txt',
        type: 'text/plain',
        kind: 'document',
        ...place,
        ...fields,
        size,
      },
    }),
    db.tenant.update({ where: { id: place.tenantId }, data: { storageUsed: { increment: size } } }),
  ]);
  return file;
};

/** A complete recording of a room, with the File of the original; its bytes are the caller's to put under `recordings/ID.mp4`. */
export const makeRecording = async (
  db: Db,
  place: { tenantId: string; roomId: string },
  {
    size = 1_000,
    ...fields
  }: Partial<Omit<Prisma.RecordingUncheckedCreateInput, 'files'>> & { size?: number } = {},
) => {
  const endedAt = fields.endedAt ? new Date(fields.endedAt) : new Date();
  const duration = fields.duration ?? 60;
  const startedAt = fields.startedAt ?? new Date(endedAt.getTime() - duration * 1000);
  return await db.$transaction(async (tx) => {
    const made = await tx.recording.create({
      data: {
        name: 'Weekly',
        state: 'complete',
        startedByName: 'Aoi Tanaka',
        ...fields,
        ...place,
        startedAt,
        endedAt,
        duration,
      },
    });
    const room = await tx.room.findUniqueOrThrow({ where: { id: place.roomId }, select: { hostId: true } });
    await tx.file.create({
      data: {
        id: made.id,
        purpose: 'recording',
        rendition: 'original',
        recordingId: made.id,
        state: 'stored',
        ownerId: made.startedById ?? room.hostId,
        ownerIsGuest: false,
        ownerName: made.startedByName ?? '',
        name: `${made.name}.mp4`,
        size,
        type: made.isAudioOnly ? 'audio/mp4' : 'video/mp4',
        kind: made.isAudioOnly ? 'audio' : 'video',
        ...place,
      },
    });
    await tx.tenant.update({ where: { id: place.tenantId }, data: { storageUsed: { increment: size } } });
    return made;
  });
};
