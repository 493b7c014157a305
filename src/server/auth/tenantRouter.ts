import 'server-only';
import { editTenantInput } from '@/shared/tenants';
import { router, tenantProcedure } from '../trpc';
import { readQuotas } from './quotas';
import { getAddress } from './tenantHost';
import { editTenant, getTenant } from './tenantSettings';

export const tenantRouter = router({
  get: tenantProcedure('tenant:edit').query(async ({ ctx }) => await getTenant(ctx.tenant.id)),
  edit: tenantProcedure('tenant:edit')
    .input(editTenantInput)
    .mutation(async ({ ctx, input }) => await editTenant(ctx, input)),
  address: tenantProcedure('tenant:edit').query(async ({ ctx }) => await getAddress(ctx.tenant.id)),
  usage: tenantProcedure('usage:read').query(async ({ ctx }) => await readQuotas(ctx.tenant.id)),
});
