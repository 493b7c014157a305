import 'server-only';
import { Secret, TOTP } from 'otpauth';
import { isTotpCode } from '@/shared/twoStep';
import { db } from '../db';
import { fail } from '../errors';
import { redis } from '../redis';
import { openSecret, sealSecret, type SealedSecret } from './secretBox';

/** RFC 6238 as every app speaks it: SHA-1, six digits, thirty seconds; the step before and the one after count too. */
const PERIOD = 30;
const WINDOW = 1;
/** RFC 4226, 4: 160 bits. */
const SECRET_BYTES = 20;
/** Seconds that a new secret has to be shown by a first code. */
const SETUP_TTL = 15 * 60;

const setupKey = (userId: string) => `totp-setup:${userId}`;
const ownerOf = (userId: string) => `totp:${userId}` as const;

const totpOf = (secret: string, label = '') =>
  new TOTP({ issuer: 'WebMTG', label, secret: Secret.fromBase32(secret), period: PERIOD });

/** The time step that a code is good for, or null. */
const stepOf = (secret: string, code: string): number | null => {
  if (!isTotpCode(code)) return null;
  const now = Date.now();
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD) + delta;
};

/** A new secret for an authenticator app, in base32 and as the address of its QR code; nothing asks for it before `confirmTotp`. */
export const startTotp = async (user: { id: string; email: string }) => {
  const secret = new Secret({ size: SECRET_BYTES }).base32;
  const sealed = JSON.stringify(sealSecret(secret, ownerOf(user.id)));
  await redis().set(setupKey(user.id), sealed, 'EX', SETUP_TTL);
  return { secret, uri: totpOf(secret, user.email).toString() };
};

/** Puts the new secret in force, once a code shows that the app has it. Fails CODE_WRONG. */
export const confirmTotp = async (userId: string, code: string) => {
  const stored = await redis().get(setupKey(userId));
  if (!stored) return fail('CODE_WRONG');
  const sealed = JSON.parse(stored) as SealedSecret;
  const lastStep = stepOf(openSecret(sealed, ownerOf(userId)), code) ?? fail('CODE_WRONG');
  // Of two at once one takes it.
  if ((await redis().del(setupKey(userId))) === 0) return fail('CODE_WRONG');
  const row = { ...sealed, lastStep, confirmedAt: new Date() };
  await db().totp.upsert({ where: { userId }, create: { userId, ...row }, update: row });
};

/** Whether it is the code of this moment; each is good once. */
export const spendTotp = async (userId: string, code: string): Promise<boolean> => {
  const row = await db().totp.findFirst({
    where: { userId, confirmedAt: { not: null } },
    select: { secret: true, secretKeyId: true },
  });
  const step = row && stepOf(openSecret(row, ownerOf(userId)), code);
  if (step === null) return false;
  const { count } = await db().totp.updateMany({
    where: { userId, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  });
  return count === 1;
};
