import type { RecordingState } from '@/generated/prisma/enums';

/** States in which a call is, or is about to be, recorded: one a room. */
export const RUNNING = ['requested', 'starting', 'active'] as const satisfies RecordingState[];
