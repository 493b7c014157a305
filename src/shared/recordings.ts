import { z } from 'zod';
import { line } from './line.ts';
import { searchText } from './searchText.ts';

export const RECORDING_NAME_MAX = 120;
export const RECORDING_PAGE_SIZE = 24;
const RECORDING_DAYS_MAX = 3650;
/** Days after which a link to a recording ends, unless its maker wants it to stay. */
const SHARE_DAYS_MAX = 365;
const SHARE_PASSWORD_MIN = 8;
const SHARE_PASSWORD_MAX = 200;

export const RECORDING_LAYOUTS = ['grid', 'speaker', 'screen'] as const;
export type RecordingLayout = (typeof RECORDING_LAYOUTS)[number];

const layout = z.enum(RECORDING_LAYOUTS, 'invalid');

export const RECORDING_STATES = [
  'requested',
  'starting',
  'active',
  'ending',
  'complete',
  'failed',
  'lost',
] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];

/** Whether what is said and shown is, or is about to be, recorded. */
export const isRecordingNow = (state: RecordingState) =>
  state === 'requested' || state === 'starting' || state === 'active';

/** Whether somebody or something still has to move it on. */
export const isRecordingMoving = (state: RecordingState) => isRecordingNow(state) || state === 'ending';

export const startRecordingInput = z.object({
  layout: layout.default('grid'),
  isAudioOnly: z.boolean().default(false),
  hasNames: z.boolean().default(true),
  hasTitle: z.boolean().default(false),
  hasClock: z.boolean().default(false),
});
export const recordingLayoutInput = z.object({ layout });

export const RECORDING_SORTS = ['newest', 'oldest', 'longest', 'biggest'] as const;
export type RecordingSort = (typeof RECORDING_SORTS)[number];

export const listRecordingsInput = z.object({
  search: searchText(RECORDING_NAME_MAX).default(''),
  sort: z.enum(RECORDING_SORTS, 'invalid').default('newest'),
  deleted: z.boolean().default(false),
  /** How many have been listed already. */
  cursor: z.int('invalid').min(0, 'invalid').max(100_000, 'invalid').nullish(),
});

export const renameRecordingInput = z.object({ name: line(RECORDING_NAME_MAX) });

export const recordingChatInput = z.object({ cursor: z.uuid('invalid').nullish() });

/** Other forms of a recording that somebody may ask for. */
export const TRANSCODED = ['audio', 'small'] as const;
export type Transcoded = (typeof TRANSCODED)[number];
export const transcodeInput = z.object({ kind: z.enum(TRANSCODED, 'invalid') });

export const shareRecordingInput = z.object({
  /** Days from now; null: until it is revoked. */
  days: z.int('invalid').min(1, 'shareDaysRange').max(SHARE_DAYS_MAX, 'shareDaysRange').nullable(),
  password: z
    .string()
    .min(SHARE_PASSWORD_MIN, 'sharePasswordShort')
    .max(SHARE_PASSWORD_MAX, 'tooLong')
    .nullable(),
  hasChat: z.boolean().default(false),
});
export const shareLinkInput = z.object({ linkId: z.uuid('invalid') });

export const shareToken = z.string().regex(/^[\w-]{20,80}$/, 'invalid');
export const openShareInput = z.object({
  token: shareToken,
  password: z.string().max(SHARE_PASSWORD_MAX, 'tooLong').nullish(),
});

export const retentionInput = z.object({
  /** Days that recordings are kept; null: until somebody deletes them. */
  recordingDays: z
    .int('invalid')
    .min(1, 'recordingDaysRange')
    .max(RECORDING_DAYS_MAX, 'recordingDaysRange')
    .nullable(),
});

/** What the composite page is told in its address. */
export const recordingPageQuery = z.object({
  layout: layout.catch('grid'),
  title: z.string().max(200).optional().catch(undefined),
  names: z.enum(['0', '1']).catch('1'),
  clock: z.enum(['0', '1']).catch('0'),
  locale: z.enum(['en', 'ja']).catch('en'),
});
