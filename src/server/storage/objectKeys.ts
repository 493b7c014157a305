import 'server-only';
import type { Rendition } from '@/generated/prisma/enums';
import { recordingKey } from '../egress';

/** The key under which a file's bytes lie in the store. */
export const objectKeyOf = ({ id, rendition }: { id: string; rendition: Rendition | null }) =>
  rendition === 'original' ? recordingKey(id) : id;

/** The key of a file's small picture. */
export const thumbnailKey = (fileId: string) => `${fileId}.webp`;

/** The key of the sheet of small pictures from all over a recording. */
export const sheetKey = (fileId: string) => `${fileId}.sheet.webp`;
