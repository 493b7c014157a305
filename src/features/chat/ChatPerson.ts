/** Somebody in a room: an account or a guest. */
export interface ChatPerson {
  id: string;
  isGuest: boolean;
  name: string;
}
