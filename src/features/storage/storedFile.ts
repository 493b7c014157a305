import type { Message } from '@/api/LiveEvent';

/** A file as messages and lists know it. */
export type StoredFile = Message['files'][number];
