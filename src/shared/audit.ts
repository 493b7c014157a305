/** Everything that is written into a tenant's audit log: its noun, and what was done. */
export const AUDIT_ACTIONS = [
  'room.create',
  'room.edit',
  'room.delete',
  'room.restore',
  'member.join',
  'member.role',
  'provider.set',
  'provider.remove',
  'provider.enable',
  'provider.disable',
  'provider.require',
  'provider.release',
  'domain.add',
  'domain.prove',
  'domain.remove',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
