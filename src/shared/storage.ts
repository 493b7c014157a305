import { z } from 'zod';
import { line } from './line.ts';
import { searchText } from './searchText.ts';

export const FILE_NAME_MAX = 200;
export const FILE_PAGE_SIZE = 40;
export const MEGABYTE = 1_000_000;
/** Bytes of a picture of a person or of an organisation. */
export const PICTURE_MAX = 8 * MEGABYTE;

export const FILE_KINDS = ['image', 'video', 'audio', 'document', 'archive', 'other'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const FILE_SORTS = ['newest', 'oldest', 'name', 'biggest'] as const;
export type FileSort = (typeof FILE_SORTS)[number];

export const fileKind = z.enum(FILE_KINDS, 'invalid');

export const listFilesInput = z.object({
  search: searchText(FILE_NAME_MAX).default(''),
  kind: fileKind.nullish(),
  sort: z.enum(FILE_SORTS, 'invalid').default('newest'),
  deleted: z.boolean().default(false),
  /** How many have been listed already. */
  cursor: z.int('invalid').min(0, 'invalid').max(100_000, 'invalid').nullish(),
});

export const renameFileInput = z.object({ name: line(FILE_NAME_MAX) });
