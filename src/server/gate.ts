import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import type { TenantRole } from '@/shared/permissions';
import type { Viewer } from './context';
import { fail } from './errors';

/** What a tenant asks of those who come in. */
export const gateColumns = {
  id: true,
  suspendedAt: true,
  deletedAt: true,
  asksTwoSteps: true,
  provider: { select: { isEnabled: true, isOnlyWay: true } },
} satisfies Prisma.TenantSelect;

type Gate = Prisma.TenantGetPayload<{ select: typeof gateColumns }>;

type Openness = Pick<Gate, 'deletedAt' | 'suspendedAt'>;

/** Whether a tenant is neither deleted nor suspended. */
export const isOpen = ({ deletedAt, suspendedAt }: Openness) => deletedAt === null && suspendedAt === null;

/** Fails NOT_FOUND where the tenant is deleted, TENANT_SUSPENDED. */
export const proveOpen = ({ deletedAt, suspendedAt }: Openness) => {
  if (deletedAt) fail('NOT_FOUND');
  if (suspendedAt) fail('TENANT_SUSPENDED');
};

/**
 * Proves that a member's session is one that the tenant takes; its owners keep a way in past the provider.
 * Fails NOT_FOUND, TENANT_SUSPENDED, PROVIDER_REQUIRED, TWO_STEPS_REQUIRED.
 */
export const proveGate = (viewer: Viewer & { kind: 'user' }, gate: Gate, role: TenantRole) => {
  proveOpen(gate);
  const isByProvider = viewer.tenantId === gate.id;
  const isProviderAsked = gate.provider?.isEnabled === true && gate.provider.isOnlyWay;
  if (isProviderAsked && !isByProvider && role !== 'owner') fail('PROVIDER_REQUIRED');
  // The provider answers for its own people's second step.
  if (gate.asksTwoSteps && !isByProvider && !viewer.isTwoStep) fail('TWO_STEPS_REQUIRED');
};

/** Whether a tenant is there for whoever asks: under another tenant's host name it isn't. */
export const isHere = ({ hostTenantId }: Viewer, tenantId: string) =>
  hostTenantId === null || hostTenantId === tenantId;

/** The rows of a tenant that are there for whoever asks, see `isHere`. */
export const onlyHere = ({ hostTenantId }: Pick<Viewer, 'hostTenantId'>) =>
  hostTenantId === null ? {} : { tenantId: hostTenantId };

/** A session that a tenant's provider opened, or that was opened under its host, belongs to this tenant's people alone. */
export const belongsTo = (viewer: Viewer & { kind: 'user' }, tenantId: string) =>
  isHere(viewer, tenantId) && (viewer.tenantId === null || viewer.tenantId === tenantId);
