import 'server-only';

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}';
/** A file's own key or that of a picture of it, and the key of what a recorder has stored. */
const OF_FILE = new RegExp(`^(${ID})(?:(?:\\.sheet)?\\.webp)?$`);
const OF_RECORDING = new RegExp(`^recordings/(${ID})\\.mp4$`);

/** What a key of ours in the store belongs to. */
export interface StoreKey {
  key: string;
  id: string;
  of: 'file' | 'recording';
}

/** A key of the store's, or null where it is none of ours. */
export const parseKey = (key: string): StoreKey | null => {
  const fileId = OF_FILE.exec(key)?.[1];
  if (fileId) return { key, id: fileId, of: 'file' };
  const recordingId = OF_RECORDING.exec(key)?.[1];
  return recordingId ? { key, id: recordingId, of: 'recording' } : null;
};

/** When an id was made: its first 48 bits are milliseconds (RFC 9562, 5.7). */
export const bornAt = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
