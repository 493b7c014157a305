/** Everything that is written into a tenant's audit log: its noun, and what was done. */
export const AUDIT_ACTIONS = [
  'room.create',
  'room.edit',
  'room.delete',
  'room.restore',
  'room.lock',
  'room.unlock',
  'room.handOver',
  'meeting.end',
  'meeting.spotlight',
  'people.mute',
  'people.muteAll',
  'people.ask',
  'people.remove',
  'people.rights',
  'people.role',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
