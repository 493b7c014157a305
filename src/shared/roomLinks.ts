import { z } from 'zod';
import { addresses } from './addresses.ts';

export const LINK_ROLES = ['cohost', 'participant', 'guest'] as const;
export type LinkRole = (typeof LINK_ROLES)[number];

const LINK_DAYS_MAX = 365;
const LINK_USES_MAX = 1_000;

const role = z.enum(LINK_ROLES, 'invalid');
const userId = z.uuid('invalid');

/** Null: for ever; for as many as come. */
export const createLinkInput = z.object({
  role,
  days: z.int('invalid').min(1, 'shareDaysRange').max(LINK_DAYS_MAX, 'shareDaysRange').nullable(),
  maxUses: z.int('invalid').min(1, 'linkUsesRange').max(LINK_USES_MAX, 'linkUsesRange').nullable(),
});

export const roomLinkInput = z.object({ linkId: z.uuid('invalid') });
export const linkTokenInput = z.object({ token: z.string().regex(/^[\w-]{20,80}$/, 'invalid') });

export const inviteInput = z.object({
  emails: addresses,
  role,
});

export const roomPersonInput = z.object({ userId });
export const setRoomRoleInput = z.object({ userId, role: z.enum(['cohost', 'participant'], 'invalid') });
export const barInput = z.object({ barId: z.uuid('invalid') });
