import 'server-only';
import { createHash, randomInt } from 'node:crypto';
import { RECOVERY_CODES } from '@/shared/twoStep';
import { db, type Tx } from '../db';

/** Crockford's base32: nothing that is taken for another. Sixteen of them are 80 bits. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;

const newCode = () => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
const asTyped = (code: string) => code.replaceAll('o', '0').replaceAll(/[il]/g, '1');
// With so many bits a code needs no slow hash: there is nothing to guess.
const hashOf = (code: string) => createHash('sha256').update(code).digest('hex');

/** Ten new codes in place of all earlier ones. They can be read here alone: only their hashes are kept. */
export const makeRecoveryCodes = async (tx: Tx, userId: string): Promise<string[]> => {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, codeHash: hashOf(code) })) });
  return codes.map((code) => code.match(/.{4}/g)?.join('-') ?? code);
};

/** Uses a code up; of many at once one gets true. */
export const spendRecoveryCode = async (userId: string, code: string): Promise<boolean> => {
  const { count } = await db().recoveryCode.updateMany({
    where: { userId, codeHash: hashOf(asTyped(code)), usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
};
