import 'server-only';
import type { Rendition } from '@/generated/prisma/enums';

/** Before the ids of recordings, in the keys that their recorders store them under. */
export const RECORDINGS = 'recordings/';

/** The key under which a recorder stores a recording. */
export const recordingKey = (id: string) => `${RECORDINGS}${id}.mp4`;

/** The key under which a file's bytes lie in the store. */
export const objectKeyOf = ({ id, rendition }: { id: string; rendition: Rendition | null }) =>
  rendition === 'original' ? recordingKey(id) : id;

/** The key of a file's small picture. */
export const thumbnailKey = (fileId: string) => `${fileId}.webp`;

/** The key of the sheet of small pictures from all over a recording. */
export const sheetKey = (fileId: string) => `${fileId}.sheet.webp`;
