import { z } from 'zod';
import { email } from './auth.ts';
import { domainInput } from './provider.ts';
import { searchText } from './searchText.ts';

export const TENANT_SEARCH_MAX = 80;
export const TENANT_PAGE_SIZE = 30;
export const TENANT_STATES = ['all', 'active', 'suspended', 'deleted'] as const;
export type TenantState = (typeof TENANT_STATES)[number];

/** Bytes in the unit that operators think in. */
export const GIGABYTE = 1_000_000_000;
const MOST = 1_000_000;

export const listTenantsInput = z.object({
  search: searchText(TENANT_SEARCH_MAX).default(''),
  state: z.enum(TENANT_STATES, 'invalid').default('all'),
  cursor: z.uuid('invalid').nullish(),
});

export const tenantInput = z.object({ tenantId: z.uuid('invalid') });

const count = z.int('invalid').min(1, 'countRange').max(MOST, 'countRange');

export const setQuotasInput = z
  .object({
    storageQuota: z
      .number('invalid')
      .min(0, 'invalid')
      .max(MOST * GIGABYTE, 'countRange'),
    maxFileMB: count,
    maxPeople: count.min(2, 'countRange'),
    meetingMinutes: z
      .int('invalid')
      .min(0, 'countRange')
      .max(MOST * 100, 'countRange')
      .nullable(),
    maxRecordings: z.int('invalid').min(0, 'countRange').max(MOST, 'countRange').nullable(),
  })
  .partial();

/** A host name as DNS has it, without a port; null takes it away. */
export const setHostInput = z.object({ host: domainInput.shape.domain.nullable() });

export const resetSecondStepInput = z.object({ email });

/** Whoever deletes an organisation writes its name. */
export const removeTenantInput = z.object({ name: z.string().max(200, 'tooLong') });
