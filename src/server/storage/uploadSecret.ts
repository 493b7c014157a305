import 'server-only';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { env } from '../env';

let derived: string | undefined;

/** uploadthing's API key. Here it is nothing but the key of the signatures that this server gives itself. */
export const uploadSecret = (): string =>
  (derived ??= `sk_${Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', 'webmtg uploads', 32)).toString('hex')}`);

/** A signature as uploadthing writes it: of URLs, and of callbacks. */
export const signUpload = (text: string): string =>
  `hmac-sha256=${createHmac('sha256', uploadSecret()).update(text).digest('hex')}`;

/** Whether this is the text's signature, as it stands in a query. */
export const isSignedUpload = (text: string, encoded: string): boolean => {
  const [given, right] = [Buffer.from(encoded), Buffer.from(encodeURIComponent(signUpload(text)))];
  return given.length === right.length && timingSafeEqual(given, right);
};
