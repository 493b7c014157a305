import type { RoomSettings } from './rooms.ts';

export const TENANT_ROLES = ['owner', 'admin', 'member'] as const;
export type TenantRole = (typeof TENANT_ROLES)[number];

/** `guest` is a viewer with nothing but the link, signed in elsewhere or not at all. */
export const ROOM_ROLES = ['host', 'cohost', 'participant', 'guest'] as const;
export type RoomRole = (typeof ROOM_ROLES)[number];

export const TENANT_PERMISSIONS = {
  'tenant:read': ['owner', 'admin', 'member'],
  'tenant:edit': ['owner', 'admin'],
  'tenant:security': ['owner'],
  'tenant:leave': ['owner', 'admin', 'member'],
  'usage:read': ['owner', 'admin'],
  'audit:read': ['owner', 'admin'],
  'member:list': ['owner', 'admin', 'member'],
  'member:invite': ['owner', 'admin'],
  'member:edit': ['owner', 'admin'],
  'member:remove': ['owner', 'admin'],
  'room:list': ['owner', 'admin', 'member'],
  'room:create': ['owner', 'admin', 'member'],
  'file:list': ['owner', 'admin', 'member'],
  'file:manage': ['owner', 'admin'],
  'recording:list': ['owner', 'admin', 'member'],
} as const satisfies Record<string, readonly TenantRole[]>;

/** For the adjustable ones these are the widest: a room and its hosts narrow them. */
export const ROOM_PERMISSIONS = {
  'room:join': ['host', 'cohost', 'participant', 'guest'],
  'room:read': ['host', 'cohost', 'participant'],
  'room:edit': ['host'],
  'room:delete': ['host'],
  'room:handOver': ['host'],
  'room:invite': ['host', 'cohost'],
  'room:lock': ['host', 'cohost'],
  'room:bar': ['host', 'cohost'],
  'room:record': ['host', 'cohost', 'participant'],
  'lobby:admit': ['host', 'cohost'],
  'meeting:end': ['host'],
  'meeting:spotlight': ['host', 'cohost'],
  'attendance:read': ['host', 'cohost'],
  'people:read': ['host', 'cohost', 'participant'],
  'people:mute': ['host', 'cohost'],
  'people:remove': ['host', 'cohost'],
  'people:rights': ['host', 'cohost'],
  'people:role': ['host'],
  'hand:raise': ['host', 'cohost', 'participant', 'guest'],
  'hand:lower': ['host', 'cohost'],
  'media:camera': ['host', 'cohost', 'participant', 'guest'],
  'media:microphone': ['host', 'cohost', 'participant', 'guest'],
  'media:screen': ['host', 'cohost', 'participant', 'guest'],
  'chat:read': ['host', 'cohost', 'participant', 'guest'],
  'chat:send': ['host', 'cohost', 'participant', 'guest'],
  'chat:moderate': ['host', 'cohost'],
  'chat:export': ['host'],
  'file:read': ['host', 'cohost', 'participant', 'guest'],
  'file:attach': ['host', 'cohost', 'participant', 'guest'],
  'file:moderate': ['host', 'cohost'],
  'recording:read': ['host', 'cohost', 'participant'],
  'recording:manage': ['host', 'cohost'],
} as const satisfies Record<string, readonly RoomRole[]>;

/** Whose a file is to somebody who may see it: their own, in a room that they host, or another's. */
export const FILE_ROLES = ['owner', 'moderator', 'reader'] as const;
export type FileRole = (typeof FILE_ROLES)[number];

export const FILE_PERMISSIONS = {
  'file:rename': ['owner', 'moderator'],
  'file:delete': ['owner', 'moderator'],
  'file:cancel': ['owner'],
} as const satisfies Record<string, readonly FileRole[]>;

export type TenantPermission = keyof typeof TENANT_PERMISSIONS;
export type RoomPermission = keyof typeof ROOM_PERMISSIONS;
export type FilePermission = keyof typeof FILE_PERMISSIONS;

export const canInTenant = (role: TenantRole, permission: TenantPermission): boolean =>
  (TENANT_PERMISSIONS[permission] as readonly TenantRole[]).includes(role);

export const canInRoom = (role: RoomRole, permission: RoomPermission): boolean =>
  (ROOM_PERMISSIONS[permission] as readonly RoomRole[]).includes(role);

export const canWithFile = (role: FileRole, permission: FilePermission): boolean =>
  (FILE_PERMISSIONS[permission] as readonly FileRole[]).includes(role);

/** What a room narrows, by the setting that says for whom, and its hosts for one person. */
export const ADJUSTABLE = {
  'media:microphone': 'speakBy',
  'media:camera': 'videoBy',
  'media:screen': 'screenBy',
  'chat:send': 'chatBy',
  'file:attach': 'filesBy',
  'room:record': 'recordBy',
} as const satisfies Partial<Record<RoomPermission, keyof RoomSettings>>;

export type Adjustable = keyof typeof ADJUSTABLE;
export const ADJUSTABLES = Object.keys(ADJUSTABLE) as Adjustable[];
export const isAdjustable = (permission: string): permission is Adjustable =>
  Object.hasOwn(ADJUSTABLE, permission);

export type AudienceSettings = Pick<RoomSettings, (typeof ADJUSTABLE)[Adjustable]>;

/** What hosts have given or taken from one person; what isn't in it follows the room's settings. */
export type PersonRules = Partial<Record<Adjustable, boolean>>;

const AUDIENCES = {
  everyone: ['host', 'cohost', 'participant', 'guest'],
  members: ['host', 'cohost', 'participant'],
  hosts: ['host', 'cohost'],
} as const satisfies Record<RoomSettings['speakBy'], readonly RoomRole[]>;

export const isHosting = (role: RoomRole) => role === 'host' || role === 'cohost';

/** Whether somebody with one role may act on somebody with another: hosts on all but hosts, co-hosts on who hosts nothing. */
export const outranks = (role: RoomRole, other: RoomRole) =>
  role === 'host' ? other !== 'host' : role === 'cohost' && !isHosting(other);

/** Whether somebody may do what a room can narrow: the table, then the rule for this person, then the room's setting. */
export const mayNow = (
  permission: Adjustable,
  { role, settings, rules }: { role: RoomRole; settings: AudienceSettings; rules: PersonRules },
): boolean => {
  if (!canInRoom(role, permission)) return false;
  if (isHosting(role)) return true;
  const audience: readonly RoomRole[] = AUDIENCES[settings[ADJUSTABLE[permission]]];
  return rules[permission] ?? audience.includes(role);
};

export interface MediaRights {
  camera: boolean;
  microphone: boolean;
  screen: boolean;
}

/** What somebody may publish at this moment. */
export const mediaRights = (who: Parameters<typeof mayNow>[1]): MediaRights => ({
  camera: mayNow('media:camera', who),
  microphone: mayNow('media:microphone', who),
  screen: mayNow('media:screen', who),
});

export interface ChatRights {
  send: boolean;
  attach: boolean;
}

/** What somebody may say at this moment. Files need a history to hang on. */
export const chatRights = (
  who: Parameters<typeof mayNow>[1] & { settings: Pick<RoomSettings, 'historyDays'> },
): ChatRights => {
  const send = mayNow('chat:send', who);
  return { send, attach: send && mayNow('file:attach', who) && who.settings.historyDays !== 0 };
};
