import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { env } from '../env';

const ALGORITHM = 'aes-256-gcm';
/** NIST SP 800-38D, 8.2.2: 96 random bits for each encryption, and a tag of 128. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A secret as a row keeps it. */
export interface SealedSecret {
  /** Nonce, ciphertext and tag in base64url. */
  secret: string;
  secretKeyId: string;
}

/** The row that a secret belongs to: copied into another one it can't be opened. */
export type SecretOwner = `provider:${string}` | `totp:${string}`;

const firstKey = () => {
  const [first] = env().WEBMTG_SECRET_KEYS;
  if (!first) throw new Error('WEBMTG_SECRET_KEYS has no key');
  return first;
};

const keyOf = (id: string) => {
  const found = env().WEBMTG_SECRET_KEYS.find((key) => key.id === id);
  if (!found) throw new Error(`WEBMTG_SECRET_KEYS has no key "${id}", under which a secret is kept`);
  return found.key;
};

/** The id of the key that new secrets are encrypted under. */
export const currentKeyId = () => firstKey().id;

/** Encrypts a secret for its row under the first key. */
export const sealSecret = (text: string, owner: SecretOwner): SealedSecret => {
  const { id, key } = firstKey();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { secret: sealed.toString('base64url'), secretKeyId: id };
};

/** A secret in clear. Throws where its key is gone, or where it was changed or belongs to another row. */
export const openSecret = ({ secret, secretKeyId }: SealedSecret, owner: SecretOwner): string => {
  const sealed = Buffer.from(secret, 'base64url');
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, keyOf(secretKeyId), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return (
    decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  );
};
