import 'server-only';
import { type Asker, audit } from '../audit';
import { db } from '../db';
import { fail } from '../errors';
import { findFactors } from './factors';
import { operatorOf } from './operators';
import { revokeSessions } from './sessions';
import { tellOwner } from './tellOwner';

const find = async (email: string) =>
  (await db().user.findUnique({
    where: { email },
    select: { id: true, name: true, memberships: { select: { tenantId: true } } },
  })) ?? fail('NOT_FOUND');

/**
 * Takes every second step from somebody who has lost them all, at their word to an operator: their password alone
 * signs them in again. Their sessions end, a letter tells them, and it stands in the log of each organisation of
 * theirs. Fails NOT_FOUND (no such account), NO_SECOND_STEP.
 */
export const resetSecondStep = async (asker: Asker, email: string) => {
  const { id: userId, name, memberships } = await find(email);
  if (!(await findFactors(userId)).hasAny) return fail('NO_SECOND_STEP');
  const actor = await operatorOf(asker);
  await db().$transaction(async (tx) => {
    await tx.passkey.deleteMany({ where: { userId } });
    await tx.totp.deleteMany({ where: { userId } });
    await tx.recoveryCode.deleteMany({ where: { userId } });
    const target = { kind: 'person', id: userId, name } as const;
    for (const { tenantId } of memberships)
      await audit(actor, { tenantId, action: 'member.resetSecondStep', target }, tx);
  });
  await revokeSessions(userId);
  tellOwner(userId, 'secondStepReset');
};
