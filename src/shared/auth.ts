import { z } from 'zod';
import { line } from './line.ts';

export const NAME_MAX = 60;
const EMAIL_MAX = 254;
/** NIST SP 800-63B-4, 3.1.1.2: fifteen characters where the password is the only factor. */
export const PASSWORD_MIN = 15;
const PASSWORD_MAX = 128;
const TENANT_NAME_MAX = 60;
export const tenantName = line(TENANT_NAME_MAX);

export const LOCALES = ['en', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];
const locale = z.enum(LOCALES, 'invalid');

export const email = z
  .string('required')
  .trim()
  .toLowerCase()
  .min(1, 'required')
  .max(EMAIL_MAX, 'tooLong')
  .pipe(z.email('email'));

/** Counted after NFKC, so that one password is one password on every keyboard. */
const newPassword = z
  .string('required')
  .max(PASSWORD_MAX * 2, 'tooLong')
  .normalize('NFKC')
  .pipe(z.string().min(PASSWORD_MIN, 'passwordTooShort').max(PASSWORD_MAX, 'tooLong'));

const account = z.object({ name: line(NAME_MAX), email, password: newPassword, locale });
/** An account with an organisation of its own. */
export const registerInput = account.extend({ organisation: tenantName });

export const signInInput = z.object({
  email,
  password: z
    .string()
    .min(1, 'required')
    .max(PASSWORD_MAX * 2, 'tooLong'),
});

/** The secret of a mailed link: 32 random bytes in base64url. */
export const emailToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'invalid');
/** An account for somebody who was invited into an organisation: they need none of their own. */
export const registerInvitedInput = account.extend({ token: emailToken });
export const verifyEmailInput = z.object({ token: emailToken });
export const requestPasswordResetInput = z.object({ email });
export const resetPasswordInput = z.object({ token: emailToken, password: newPassword });

export const updateProfileInput = z.object({ name: line(NAME_MAX), locale }).partial();
export const revokeSessionInput = z.object({ sessionId: z.uuid('invalid') });
export const createTenantInput = z.object({ name: tenantName });

export const tenantSlug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'invalid');
