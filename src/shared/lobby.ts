import { z } from 'zod';
import { personInput } from './chat.ts';
import { GUEST_NAME_MAX } from './guestName.ts';
import { line } from './line.ts';
import { LOBBY_LINE_MAX } from './lobbyState.ts';

/** `name` is a guest's; `line` tells the hosts what they may want to know before they answer. */
export const knockInput = z.object({
  name: line(GUEST_NAME_MAX).optional(),
  line: line(LOBBY_LINE_MAX).optional(),
});

/** Null: everybody who waits. */
export const admitInput = z.object({ people: z.array(personInput).min(1, 'required').max(500).nullable() });

export const denyInput = z.object({ person: personInput, isForGood: z.boolean() });
