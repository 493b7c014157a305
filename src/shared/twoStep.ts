import { z } from 'zod';
import { line } from './line.ts';

export const PASSKEY_NAME_MAX = 60;
/** Passkeys of one person. */
export const PASSKEYS_MAX = 20;
export const RECOVERY_CODES = 10;

/** Six digits, however they are grouped, or a recovery code: four groups of four letters and digits. */
export const isTotpCode = (code: string) => /^\d{6}$/.test(code);
const secondCode = z
  .string('required')
  .max(40, 'tooLong')
  .transform((code) => code.replaceAll(/[\s-]/g, '').toLowerCase())
  .pipe(z.string().min(1, 'required'));
export const secondCodeInput = z.object({ code: secondCode });

/** Binary data in base64url, as WebAuthn's JSON carries it. */
const binary = z
  .string()
  .max(20_000, 'tooLong')
  .regex(/^[A-Za-z0-9_-]+$/, 'invalid');
const credential = {
  id: binary,
  rawId: binary,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
};

/** RegistrationResponseJSON (WebAuthn level 3, 5.1). */
const registration = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: binary,
    attestationObject: binary,
    transports: z.array(z.string().max(20)).max(10).default([]),
  }),
});
/** AuthenticationResponseJSON (WebAuthn level 3, 5.1). */
const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: binary,
    authenticatorData: binary,
    signature: binary,
    userHandle: binary,
  }),
});
export type Assertion = z.output<typeof assertion>;

const passkeyName = line(PASSKEY_NAME_MAX);
export const registerPasskeyInput = z.object({ name: passkeyName, response: registration });
export const assertionInput = z.object({ response: assertion });
export const passkeyInput = z.object({ passkeyId: z.uuid('invalid') });
export const renamePasskeyInput = passkeyInput.extend({ name: passkeyName });
export const renameForm = z.object({ name: passkeyName });
export const confirmPasswordInput = z.object({
  password: z.string('required').min(1, 'required').max(256, 'tooLong'),
});
export const twoStepRuleInput = z.object({ asksTwoSteps: z.boolean() });
