/** Apart from the lobby's schemas so that the page before the call knows it without loading zod. */
export const LOBBY_LINE_MAX = 200;

/** What becomes of somebody who asks to come in. `gone`: they have no place in the lobby (any more). */
export interface LobbyState {
  state: 'waiting' | 'hostAbsent' | 'locked' | 'admitted' | 'denied' | 'barred' | 'gone';
  /** Whether a host is in the call, who can answer. */
  hasHost: boolean;
}
