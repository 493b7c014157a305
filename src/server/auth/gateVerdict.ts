import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import type { ErrorCode } from '@/shared/errors';
import { findTenantAccess } from '../access';
import { createContext } from '../context';
import { AppError } from '../errors';
import { namingPart } from '../outage';

const CLOSED = ['TENANT_SUSPENDED', 'PROVIDER_REQUIRED', 'TWO_STEPS_REQUIRED'] as const;
type Closed = (typeof CLOSED)[number];

const isClosed = (code: ErrorCode): code is Closed => CLOSED.some((known) => known === code);

/** Why a tenant's gate has kept somebody out, where an error says that; else null. */
export const closedCodeOf = (error: unknown): Closed | null =>
  error instanceof AppError && isClosed(error.appCode) ? error.appCode : null;

/**
 * What keeps the person who asks for this page out of a tenant of theirs: null where nothing does, 'NOT_FOUND' where
 * it isn't theirs. Proven once however many components ask.
 */
export const gateVerdict = cache(async (slug: string): Promise<Closed | 'NOT_FOUND' | null> => {
  const { viewer } = await createContext(await headers(), new Headers());
  try {
    await findTenantAccess(viewer, slug, 'tenant:read');
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw namingPart(error);
    return closedCodeOf(error) ?? 'NOT_FOUND';
  }
});
