import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

/** The secret of a mailed link: 32 random bytes. */
export const newSecret = () => randomBytes(32).toString('base64url');

/** What is kept of it: its SHA-256. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
