import { z } from 'zod';

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
  'member.resetSecondStep',
  'tenant.edit',
  'tenant.quotas',
  'tenant.host',
  'tenant.suspend',
  'tenant.resume',
  'tenant.delete',
  'tenant.restore',
  'tenant.export',
  'provider.admit',
  'provider.set',
  'provider.remove',
  'provider.enable',
  'provider.disable',
  'provider.require',
  'provider.release',
  'domain.add',
  'domain.prove',
  'domain.remove',
  'room.lock',
  'room.unlock',
  'room.handOver',
  'meeting.end',
  'meeting.spotlight',
  'meeting.endSpotlight',
  'people.mute',
  'people.muteAll',
  'people.ask',
  'people.lowerHand',
  'people.remove',
  'people.rights',
  'people.role',
  'recording.start',
  'recording.stop',
  'recording.rename',
  'recording.delete',
  'recording.restore',
  'recording.share',
  'recording.unshare',
  'file.delete',
  'file.restore',
  'tenant.create',
  'tenant.logo',
  'tenant.removeLogo',
  'tenant.retention',
  'tenant.twoSteps',
  'audit.export',
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

type GroupOf<Action> = Action extends `${infer Noun}.${string}` ? Noun : never;
export type AuditGroup = GroupOf<AuditAction>;

export const groupOf = (action: AuditAction) => action.slice(0, action.indexOf('.')) as AuditGroup;
/** The nouns of the actions, for filters. */
export const AUDIT_GROUPS: readonly AuditGroup[] = [...new Set(AUDIT_ACTIONS.map(groupOf))];

export const isAuditAction = (action: string): action is AuditAction =>
  AUDIT_ACTIONS.some((known) => known === action);
export const isAuditGroup = (group: string): group is AuditGroup =>
  AUDIT_GROUPS.some((known) => known === group);

export const AUDIT_SEARCH_MAX = 200;
export const AUDIT_PAGE_SIZE = 50;

/** Which events: all that isn't given is left open. `to` is the first moment that is too late. */
export const auditFilter = z.object({
  search: z.string().max(AUDIT_SEARCH_MAX, 'tooLong').default(''),
  /** One action, or the noun of several. */
  action: z
    .string()
    .refine((action) => isAuditAction(action) || isAuditGroup(action), 'invalid')
    .nullish(),
  actorId: z.uuid('invalid').nullish(),
  targetId: z.string().max(AUDIT_SEARCH_MAX, 'tooLong').nullish(),
  from: z.iso.datetime('invalid').nullish(),
  to: z.iso.datetime('invalid').nullish(),
});
export type AuditFilter = z.output<typeof auditFilter>;

export const listAuditInput = auditFilter.extend({ cursor: z.uuid('invalid').nullish() });
