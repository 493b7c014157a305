import { z } from 'zod';
import { email } from './auth.ts';

/** People whom an invitation goes to at once. */
export const addresses = z.array(email).min(1, 'required').max(50, 'tooManyAddresses');

/** The addresses in a field, as people paste them: with commas, semicolons, spaces, names around them. */
export const parseAddresses = (text: string): string[] => {
  const words = text.split(/[\s,;、，]+/).map((word) => word.replaceAll(/^[<"'（(]+|[>"'）)]+$/g, ''));
  // "Ben Fischer <ben@example.org>": of several words in a line only the address is one.
  const found = words.some((word) => word.includes('@'))
    ? words.filter((word) => word.includes('@'))
    : words.filter(Boolean);
  return [...new Set(found.map((address) => address.toLowerCase()))];
};
