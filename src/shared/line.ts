import { z } from 'zod';
import { cleanLine } from './cleanLine.ts';

/** One line of text written by a person, at least one and at most `max` UTF-16 units long once cleaned. */
export const line = (max: number) =>
  z
    .string('required')
    .max(max * 4, 'tooLong')
    .transform(cleanLine)
    .pipe(z.string().min(1, 'required').max(max, 'tooLong'));
