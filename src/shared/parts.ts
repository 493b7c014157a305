import { z } from 'zod';

/** The parts that a deployment consists of beside its web instances. Without a recorder everything but recording works. */
export const PARTS = ['database', 'redis', 'livekit', 'objectStore', 'recorder'] as const;
export type PartName = (typeof PARTS)[number];

/** How far the history of the parts is shown back, in days; more is not kept. */
export const PART_DAYS = ['1', '7'] as const;
export type PartDays = (typeof PART_DAYS)[number];

export const partsInput = z.object({ days: z.enum(PART_DAYS, 'invalid').default('1') });
