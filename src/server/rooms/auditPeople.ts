import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import type { AuditAction } from '@/shared/audit';
import type { AccessedRoom } from '../access';
import { type Actor, audit } from '../audit';

/** Names that are written into one entry of the log: enough to know whom it was about. */
const NAMES_MAX = 50;

/** Writes an act on people of a room into the log: on one under their name, on several under the room's. */
export const auditPeople = async (
  actor: Actor,
  { tenantId, id, name }: Pick<AccessedRoom, 'tenantId' | 'id' | 'name'>,
  {
    action,
    people,
    detail,
  }: {
    action: AuditAction;
    people: readonly { id: string; name: string }[];
    detail?: Prisma.InputJsonObject;
  },
) => {
  const [first, second] = people;
  if (!first) return;
  await audit(
    actor,
    second
      ? {
          tenantId,
          action,
          target: { kind: 'room', id, name },
          detail: {
            count: people.length,
            people: people.slice(0, NAMES_MAX).map((who) => who.name),
            ...detail,
          },
        }
      : {
          tenantId,
          action,
          target: { kind: 'person', id: first.id, name: first.name },
          detail: { room: name, ...detail },
        },
  );
};
