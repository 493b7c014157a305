import { z } from 'zod';
import { MESSAGE_FILES_MAX, MESSAGE_MAX, SEARCH_MAX } from './messageLimits.ts';
import { searchText } from './searchText.ts';

export const MESSAGE_PAGE_SIZE = 50;
const MENTIONS_MAX = 50;
/** Different emoji under one message. */
export const REACTION_KINDS_MAX = 20;

/** What text is never for: all control characters but tab and line feed, and overrides of its direction. */
const UNWELCOME = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/** Text of several lines as a person wrote it, without what would make it look like something else. */
const cleanText = (text: string): string =>
  text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll(UNWELCOME, '').trim();

/** May be empty where files come with it. */
const body = z
  .string('required')
  .max(MESSAGE_MAX * 4, 'tooLong')
  .transform(cleanText)
  .pipe(z.string().max(MESSAGE_MAX, 'tooLong'));

const id = z.uuid('invalid');

/** Somebody in a room: an account, or a guest of that room. */
export const personInput = z.object({ id, isGuest: z.boolean() });

export const sendInput = z
  .object({
    /** A UUIDv7 made by the browser: what is sent twice is one message. */
    id: z.uuidv7('invalid'),
    body,
    /** The one person who may see it; nobody: everyone in the room. */
    to: personInput.nullish(),
    replyToId: id.nullish(),
    mentions: z.array(id).max(MENTIONS_MAX, 'tooLong').default([]),
    fileIds: z.array(id).max(MESSAGE_FILES_MAX, 'tooManyFiles').default([]),
  })
  .refine((message) => message.body !== '' || message.fileIds.length > 0, {
    path: ['body'],
    message: 'required',
  });

export const editInput = z.object({
  messageId: id,
  body: body.refine((text) => text !== '', 'required'),
  mentions: z.array(id).max(MENTIONS_MAX, 'tooLong').default([]),
});

export const messageInput = z.object({ messageId: id });

/** An emoji that is drawn as one picture, joined ones too (Unicode TR51, RGI). */
const EMOJI = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');

export const reactInput = z.object({
  messageId: id,
  emoji: z.string().max(40, 'invalid').regex(EMOJI, 'invalid'),
  isOn: z.boolean(),
});

/** One of the three says where the page lies; none: the newest. Positions are the messages' own. */
export const listMessagesInput = z.object({
  before: id.nullish(),
  after: id.nullish(),
  around: id.nullish(),
});

export const searchMessagesInput = z.object({
  query: searchText(SEARCH_MAX, cleanText).refine((text) => text !== '', 'required'),
  before: id.nullish(),
});

export const liveInput = z.object({ lastEventId: z.string().max(100).nullish() });
