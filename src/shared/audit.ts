/** Everything that is written into a tenant's audit log: its noun, and what was done. */
export const AUDIT_ACTIONS = [
  'room.create',
  'room.edit',
  'room.delete',
  'room.restore',
  'member.invite',
  'member.resend',
  'member.revoke',
  'member.join',
  'member.role',
  'member.remove',
  'member.leave',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
