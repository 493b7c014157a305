import type { Adjustable, RoomRole } from './permissions.ts';

/** What a host has done to somebody. */
export type Act =
  | { act: 'muted' | 'asked' | 'stopped'; what: 'microphone' | 'camera' | 'screen' }
  | { act: 'right'; permission: Adjustable; isAllowed: boolean }
  | { act: 'role'; role: RoomRole }
  | { act: 'handLowered' | 'shown' | 'unshown' };

/** What the live stream of a room carries. All but messages, acts and starts only say what to fetch again. */
export type RoomEvent<Message> =
  | { type: 'message'; message: Message }
  /** Told to the one whom it was done to, or to everybody but who did it. */
  | ({ type: 'told'; to: string | null; by: { id: string; name: string } } & Act)
  /** LiveKit has opened the call on a node, in this second of Unix time: who was in it before was on one that died. */
  | { type: 'started'; at: number }
  | { type: 'changed'; what: 'room' | 'meetings' | 'messages' | 'files' | 'recordings' | 'people' }
  /** For those who may let people in. */
  | { type: 'changed'; what: 'lobby' };

/** What the live stream of a tenant carries. */
export type TenantEvent = { type: 'changed'; what: 'rooms' | 'files' | 'recordings' | 'members' | 'tenant' };
