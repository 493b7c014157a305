import { z } from 'zod';
import { addresses } from './addresses.ts';
import { TENANT_ROLES, type TenantRole } from './permissions.ts';
import { searchText } from './searchText.ts';

export const MEMBER_PAGE_SIZE = 50;
export const MEMBER_SEARCH_MAX = 80;
export const INVITATION_DAYS = 7;

const role = z.enum(TENANT_ROLES, 'invalid');

export const listMembersInput = z.object({
  search: searchText(MEMBER_SEARCH_MAX).default(''),
  /** The person with whom the page before ended. */
  cursor: z.uuid('invalid').nullish(),
});
export const memberInput = z.object({ userId: z.uuid('invalid') });
export const setRoleInput = memberInput.extend({ role });

export const inviteInput = z.object({
  emails: addresses,
  role,
});
export const invitationInput = z.object({ invitationId: z.uuid('invalid') });

/** Whom somebody's role lets them invite, change and remove: owners are made and unmade by owners alone. */
export const managesRole = (mine: TenantRole, other: TenantRole) =>
  mine === 'owner' || (mine === 'admin' && other !== 'owner');

/** The part of an address that a tenant's rule is about. */
const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** Whether an address is one that a tenant with these domains takes; without any it takes all. */
export const isDomainAllowed = (address: string, domains: readonly string[]) =>
  domains.length === 0 || domains.includes(domainOf(address));
