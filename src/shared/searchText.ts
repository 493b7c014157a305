import { z } from 'zod';
import { cleanLine } from './cleanLine.ts';

/**
 * What somebody searches for, cleaned as the text is that it is looked for in, and empty where nothing is left: a zero
 * byte above all goes, which PostgreSQL refuses.
 */
export const searchText = (max: number, clean = cleanLine) =>
  z
    .string()
    .max(max * 4, 'tooLong')
    .transform(clean)
    .pipe(z.string().max(max, 'tooLong'));
