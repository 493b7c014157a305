import 'server-only';
import { AppError } from './errors';
import { consume } from './rateLimit';

/** Whether `inviter`, a person or a tenant, may send one more invitation, and this address be sent one more letter, now. */
export const mayInvite = async (inviter: string, email: string): Promise<boolean> => {
  try {
    await consume('invite', inviter);
    await consume('mail', email);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
};
