import { z } from 'zod';
import { GUEST_NAME_MAX } from './guestName.ts';
import { line } from './line.ts';
import { fileKind } from './storage.ts';
import { searchText } from './searchText.ts';

export const ROOM_NAME_MAX = 80;
const PARTICIPANTS_MIN = 2;
const PARTICIPANTS_MAX = 500;
export const ROOM_PAGE_SIZE = 24;
export const UNDO_DELETE_DAYS = 30;
const HISTORY_DAYS_MAX = 3650;
const FILE_MB_MAX = 10_000;

export const AUDIENCES = ['everyone', 'members', 'hosts'] as const;
const audience = z.enum(AUDIENCES, 'invalid');

/** Who comes in, and how; `prisma/schema/rooms.prisma` says what each means. */
export const ENTRIES = ['open', 'lobbyForGuests', 'lobbyForAll', 'members', 'invited'] as const;
export type Entry = (typeof ENTRIES)[number];

export const roomSettings = z.object({
  entry: z.enum(ENTRIES, 'invalid'),
  waitsForHost: z.boolean(),
  endsWithHost: z.boolean(),
  speakBy: audience,
  videoBy: audience,
  screenBy: audience,
  recordBy: audience,
  mutedOnEntry: z.boolean(),
  maxParticipants: z
    .int('invalid')
    .min(PARTICIPANTS_MIN, 'participantsRange')
    .max(PARTICIPANTS_MAX, 'participantsRange'),
  chatBy: audience,
  /** Days; null: for as long as the room; 0: never written to disk. */
  historyDays: z.int('invalid').min(0, 'historyRange').max(HISTORY_DAYS_MAX, 'historyRange').nullable(),
  filesBy: audience,
  fileKinds: z.array(fileKind).max(20, 'invalid'),
  recordsItself: z.boolean(),
  maxFileMB: z.int('invalid').min(1, 'fileSizeRange').max(FILE_MB_MAX, 'fileSizeRange'),
});
export type RoomSettings = z.infer<typeof roomSettings>;

/** The settings that an organisation's new rooms begin with, those that it has chosen. */
export const roomDefaults = roomSettings.partial();

export const createRoomInput = roomDefaults.extend({ name: line(ROOM_NAME_MAX) });
export const updateRoomInput = createRoomInput.partial();

export const listRoomsInput = z.object({
  search: searchText(ROOM_NAME_MAX).default(''),
  deleted: z.boolean().default(false),
  cursor: z.uuid('invalid').nullish(),
});

/** The link's code: ten letters from a CSPRNG in three groups. */
export const roomCode = z.string().regex(/^[a-z]{3}-[a-z]{4}-[a-z]{3}$/, 'invalid');

const tabId = z.string().regex(/^[A-Za-z0-9_-]{8,36}$/, 'invalid');

/**
 * `tabId` tells two tabs of one person apart and lets a reloaded tab take its own seat again.
 * `name` is a guest's; people with an account join under their own.
 */
export const joinInput = z.object({
  tabId,
  name: line(GUEST_NAME_MAX).optional(),
});

export const meetingsInput = z.object({ cursor: z.uuid('invalid').nullish() });

/** A hand is a tab's: the one that its person speaks by. */
export const handInput = z.object({ tabId, isRaised: z.boolean('invalid') });
