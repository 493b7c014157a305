import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import type { AuditAction } from '@/shared/audit';
import type { Context } from './context';
import { db, type Tx } from './db';

/** Who did something, as the log keeps them. */
export interface Actor {
  id: string | null;
  name: string;
  kind: 'user' | 'guest' | 'operator' | 'system';
  address: string | null;
}

/** Nobody: a job, LiveKit, an identity provider. */
export const SYSTEM: Actor = { id: null, name: '', kind: 'system', address: null };

/** What an act needs to know of whoever asks for it. */
export type Asker = Pick<Context, 'viewer' | 'address'>;

/** The account that asks, as an actor. */
export const actorOf = async ({ viewer, address }: Asker): Promise<Actor> => {
  if (viewer.kind === 'anonymous') return { ...SYSTEM, kind: 'guest', address };
  const user = await db().user.findUnique({ where: { id: viewer.userId }, select: { name: true } });
  return { id: viewer.userId, name: user?.name ?? '', kind: 'user', address };
};

export interface Act {
  tenantId: string;
  action: AuditAction;
  target?: {
    kind: 'room' | 'person' | 'tenant' | 'link' | 'recording' | 'file' | 'provider' | 'domain';
    id: string;
    name: string;
  };
  detail?: Prisma.InputJsonObject;
}

/** Writes an act into its tenant's log, within the transaction that does it where there is one. */
export const audit = async (actor: Actor, { tenantId, action, target, detail }: Act, tx: Tx = db()) => {
  await tx.auditEvent.createMany({
    data: {
      tenantId,
      action,
      actorId: actor.id,
      actorName: actor.name,
      actorKind: actor.kind,
      address: actor.address,
      ...(target && { targetKind: target.kind, targetId: target.id, targetName: target.name }),
      ...(detail && { detail }),
    },
  });
};
