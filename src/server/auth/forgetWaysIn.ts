import 'server-only';
import type { Tx } from '../db';

/**
 * Takes from an account whose address is proven for the first time all that opens it: whoever made it may be somebody
 * who waited for the address's owner. Its password and its sessions are the caller's matter.
 */
export const forgetWaysIn = async (tx: Tx, userId: string) => {
  const where = { userId };
  await tx.account.deleteMany({ where });
  await tx.passkey.deleteMany({ where });
  await tx.totp.deleteMany({ where });
  await tx.recoveryCode.deleteMany({ where });
  await tx.emailToken.deleteMany({ where });
};
