import 'server-only';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id, which is the library's default algorithm. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let nobody: Promise<string> | undefined;
const nobodysHash = () => (nobody ??= hash(crypto.randomUUID(), COST));

/** The argon2id hash of a password, in PHC string format. */
export const hashPassword = async (password: string) => await hash(password.normalize('NFKC'), COST);

/** Whether the password is the one behind `passwordHash`; takes as long where there is none. */
export const verifyPassword = async (passwordHash: string | null | undefined, password: string) => {
  const isRight = await verify(passwordHash ?? (await nobodysHash()), password.normalize('NFKC'));
  return isRight && Boolean(passwordHash);
};
