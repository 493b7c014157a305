import type { Message } from '@/api/LiveEvent';

const uuidOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** A message for tests: the number is its place, its text and its id. */
export const makeMessage = (number: number, change: Partial<Message> = {}): Message => ({
  id: uuidOf(number),
  position: uuidOf(number),
  authorId: 'aoi',
  authorIsGuest: false,
  authorName: 'Aoi Tanaka',
  recipientId: null,
  recipientIsGuest: false,
  recipientName: null,
  body: String(number),
  mentions: [],
  replyTo: null,
  reactions: [],
  files: [],
  editedAt: null,
  deletedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  changedAt: '2026-01-01T00:00:00.000Z',
  ...change,
});
