import type { RoomSettings } from './rooms.ts';

const TENANT_ROLES = ['owner', 'admin', 'member'] as const;
export type TenantRole = (typeof TENANT_ROLES)[number];

/** `guest` is a viewer with nothing but the link, signed in elsewhere or not at all. */
export const ROOM_ROLES = ['host', 'cohost', 'participant', 'guest'] as const;
export type RoomRole = (typeof ROOM_ROLES)[number];

const TENANT_PERMISSIONS = {
  'tenant:read': ['owner', 'admin', 'member'],
  'room:list': ['owner', 'admin', 'member'],
  'room:create': ['owner', 'admin', 'member'],
  'tenant:edit': ['owner', 'admin'],
  'file:list': ['owner', 'admin', 'member'],
  'file:manage': ['owner', 'admin'],
  'recording:list': ['owner', 'admin', 'member'],
} as const satisfies Record<string, readonly TenantRole[]>;

const ROOM_PERMISSIONS = {
  'room:join': ['host', 'cohost', 'participant', 'guest'],
  'room:read': ['host', 'cohost', 'participant'],
  'room:edit': ['host'],
  'room:delete': ['host'],
  'meeting:end': ['host'],
  'attendance:read': ['host', 'cohost'],
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
  'room:record': ['host', 'cohost'],
  'recording:read': ['host', 'cohost', 'participant'],
  'recording:manage': ['host', 'cohost'],
} as const satisfies Record<string, readonly RoomRole[]>;

/** Whose a file is to somebody who may see it: their own, in a room that they host, or another's. */
export type FileRole = 'owner' | 'moderator' | 'reader';

const FILE_PERMISSIONS = {
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

const isHosting = (role: RoomRole) => role === 'host' || role === 'cohost';

export interface MediaRights {
  camera: boolean;
  microphone: boolean;
  screen: boolean;
}

/** What `role` may publish in a room with these settings: the table above, narrowed by the room. */
export const mediaRights = (
  role: RoomRole,
  settings: Pick<RoomSettings, 'screenBy' | 'speakBy'>,
): MediaRights => ({
  camera: canInRoom(role, 'media:camera'),
  microphone: canInRoom(role, 'media:microphone') && (settings.speakBy === 'everyone' || isHosting(role)),
  screen: canInRoom(role, 'media:screen') && (settings.screenBy === 'everyone' || isHosting(role)),
});

export interface ChatRights {
  send: boolean;
  attach: boolean;
}

/** What `role` may say in a room with these settings. Files need a history to hang on. */
export const chatRights = (
  role: RoomRole,
  settings: Pick<RoomSettings, 'chatBy' | 'filesBy' | 'historyDays'>,
): ChatRights => {
  const send = canInRoom(role, 'chat:send') && (settings.chatBy === 'everyone' || isHosting(role));
  const attach = canInRoom(role, 'file:attach') && (settings.filesBy === 'everyone' || isHosting(role));
  return { send, attach: send && attach && settings.historyDays !== 0 };
};
