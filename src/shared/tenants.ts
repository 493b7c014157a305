import { z } from 'zod';
import { LOCALES, tenantName } from './auth.ts';
import { TENANT_ROLES } from './permissions.ts';
import { roomDefaults } from './rooms.ts';

const DOMAINS_MAX = 50;
const AUDIT_DAYS_MIN = 30;
const AUDIT_DAYS_MAX = 3650;

/** A host name of at least two labels (RFC 1123), as browsers and mail servers write it: other scripts in Punycode. */
const hostName = z
  .string('required')
  .trim()
  .toLowerCase()
  .max(253, 'tooLong')
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, 'domain');

export const editTenantInput = z
  .object({
    name: tenantName,
    locale: z.enum(LOCALES, 'invalid'),
    colour: z
      .string()
      .toLowerCase()
      .regex(/^#[\da-f]{6}$/, 'invalid')
      .nullable(),
    roomsBy: z.enum(TENANT_ROLES, 'invalid'),
    roomDefaults,
    mailDomains: z.array(hostName).max(DOMAINS_MAX, 'tooManyDomains'),
    auditDays: z.int('invalid').min(AUDIT_DAYS_MIN, 'auditDaysRange').max(AUDIT_DAYS_MAX, 'auditDaysRange'),
  })
  .partial();
