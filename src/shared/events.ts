/** What the live stream of a room carries. All but messages only say what to fetch again. */
export type RoomEvent<Message> =
  | { type: 'message'; message: Message }
  | { type: 'changed'; what: 'room' | 'meetings' | 'messages' | 'files' | 'recordings' };

/** What the live stream of a tenant carries. */
export type TenantEvent = { type: 'changed'; what: 'rooms' | 'files' | 'recordings' | 'members' };
