import 'server-only';
import { signInInput } from '@/shared/auth';
import { db } from '../db';
import { AppError } from '../errors';
import { consume, forgive } from '../rateLimit';
import { verifyPassword } from './passwords';
import { SignInRefused } from './SignInRefused';

const count = async (email: string, address: string) => {
  try {
    await consume('signInAddress', address);
    await consume('signInAccount', email);
  } catch (error) {
    if (error instanceof AppError) throw new SignInRefused('RateLimited');
    throw error;
  }
};

/**
 * The id of the person with this address and password, or null: which of the two is wrong, neither the answer nor
 * its time tells. Throws SignInRefused('RateLimited').
 */
export const signInPassword = async (credentials: unknown, address: string): Promise<string | null> => {
  const input = signInInput.safeParse(credentials);
  if (!input.success) return null;
  const { email, password } = input.data;
  await count(email, address);
  const user = await db().user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
  if (!(await verifyPassword(user?.passwordHash, password)) || !user) return null;
  await forgive('signInAccount', email);
  return user.id;
};
