import 'server-only';

/** Somebody in a room: an account, or a guest of that room. */
export interface Person {
  id: string;
  isGuest: boolean;
}
