import { z } from 'zod';
import { ADJUSTABLES } from './permissions.ts';
import { roomSettings } from './rooms.ts';

/** An account or a guest in a room. */
const person = z.object({ id: z.uuid('invalid'), isGuest: z.boolean('invalid') });

export const stopInput = z.object({ person, what: z.enum(['microphone', 'camera', 'screen'], 'invalid') });
export const askInput = z.object({ person, what: z.enum(['microphone', 'camera'], 'invalid') });
export const personInput = z.object({ person });

/** `isAllowed` null: what the room's settings say of everyone. */
export const rightInput = z.object({
  person,
  permission: z.enum(ADJUSTABLES, 'invalid'),
  isAllowed: z.boolean('invalid').nullable(),
});

export const audiencesInput = roomSettings
  .pick({ speakBy: true, videoBy: true, screenBy: true, chatBy: true, filesBy: true, recordBy: true })
  .partial();

export const lockInput = z.object({ isLocked: z.boolean('invalid') });
export const spotlightInput = z.object({ identity: z.string().max(200, 'tooLong').nullable() });
export const roleInput = z.object({
  userId: z.uuid('invalid'),
  role: z.enum(['cohost', 'participant'], 'invalid'),
});
export const handOverInput = z.object({ userId: z.uuid('invalid') });
export const lowerHandsInput = z.object({ person: person.nullable() });
