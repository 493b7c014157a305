import 'server-only';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { log } from '../log';
import { currentKeyId, openSecret, type SealedSecret, sealSecret, type SecretOwner } from './secretBox';

const isOld = () => ({ secretKeyId: { not: currentKeyId() } });
const sealedColumns = { secret: true, secretKeyId: true } as const;

/** The same secret under the first key; null where it can't be opened, which holds up no other one. */
const reseal = ({ secret, secretKeyId }: SealedSecret, owner: SecretOwner) => {
  try {
    return sealSecret(openSecret({ secret, secretKeyId }, owner), owner);
  } catch (error) {
    log().error(
      { owner, error: error instanceof Error ? error.message : error },
      'a secret cannot be opened',
    );
    return null;
  }
};

// What somebody has set meanwhile stays: a row is changed only as it was read.
const rotateProviders = async () => {
  const rows = await db().identityProvider.findMany({
    where: isOld(),
    select: { id: true, ...sealedColumns },
  });
  for (const row of rows) {
    const data = reseal(row, `provider:${row.id}`);
    if (data) await db().identityProvider.updateMany({ where: row, data });
  }
};

const rotateAuthenticators = async () => {
  const rows = await db().totp.findMany({ where: isOld(), select: { userId: true, ...sealedColumns } });
  for (const row of rows) {
    const data = reseal(row, `totp:${row.userId}`);
    if (data) await db().totp.updateMany({ where: row, data });
  }
};

/** Encrypts anew what is kept under another key than the first: once it has run, older keys can go. */
export const rotateSecrets = async ({ isDryRun }: RunOptions): Promise<Removed> => {
  const [providers, authenticators] = await Promise.all([
    db().identityProvider.count({ where: isOld() }),
    db().totp.count({ where: isOld() }),
  ]);
  if (!isDryRun) {
    await rotateProviders();
    await rotateAuthenticators();
  }
  return { providers, authenticators };
};
