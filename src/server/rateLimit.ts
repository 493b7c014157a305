import 'server-only';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { fail } from './errors';
import { redis } from './redis';

/** Requests and the seconds that they may be spread over, counted for one person or one address. */
const LIMITS = {
  mutation: { points: 240, duration: 60 },
  join: { points: 60, duration: 60 },
  knock: { points: 120, duration: 60 },
  register: { points: 30, duration: 3600 },
  invite: { points: 500, duration: 3600 },
  mail: { points: 10, duration: 3600 },
  provider: { points: 60, duration: 900 },
  // A whole house may come from one address.
  providerStart: { points: 1_000, duration: 900 },
  findProvider: { points: 600, duration: 300 },
  signInAccount: { points: 10, duration: 900 },
  /** Codes of six digits: with three good ones at a time, a year of guessing finds one in ten times at most. */
  secondStep: { points: 6, duration: 900 },
  confirm: { points: 10, duration: 900 },
  signInAddress: { points: 100, duration: 900 },
  shareAddress: { points: 30, duration: 900 },
  shareLink: { points: 200, duration: 900 },
} as const;

export type LimitName = keyof typeof LIMITS;

const limiters = new Map<LimitName, RateLimiterRedis>();

const limiter = (name: LimitName) => {
  const known = limiters.get(name);
  if (known) return known;
  const created = new RateLimiterRedis({
    storeClient: redis(),
    keyPrefix: `rate:${name}`,
    ...LIMITS[name],
    // Without Redis each process counts for itself rather than let everything through.
    insuranceLimiter: new RateLimiterMemory(LIMITS[name]),
  });
  limiters.set(name, created);
  return created;
};

/** Counts one request of `subject`, a person's id or an address. Fails RATE_LIMITED. */
export const consume = async (name: LimitName, subject: string) => {
  try {
    await limiter(name).consume(subject);
  } catch (error) {
    if (error instanceof RateLimiterRes) fail('RATE_LIMITED');
    throw error;
  }
};

/** Forgets what `subject` has used, as after a sign-in that succeeded. */
export const forgive = async (name: LimitName, subject: string) => {
  await limiter(name).delete(subject);
};

/** Takes one request of `subject` back, as that of somebody who knew the password. */
export const giveBack = async (name: LimitName, subject: string) => {
  await limiter(name).reward(subject);
};
