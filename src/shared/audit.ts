/** Everything that is written into a tenant's audit log: its noun, and what was done. */
export const AUDIT_ACTIONS = [
  'room.create',
  'room.edit',
  'room.delete',
  'room.restore',
  'lobby.admit',
  'lobby.deny',
  'lobby.bar',
  'roomLink.create',
  'roomLink.revoke',
  'roomMember.invite',
  'roomMember.add',
  'roomMember.edit',
  'roomMember.remove',
  'roomBar.lift',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
