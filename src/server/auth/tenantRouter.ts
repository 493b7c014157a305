import 'server-only';
import { editTenantInput } from '@/shared/tenants';
import { router, tenantProcedure } from '../trpc';
import { readQuotas } from './quotas';
import { editTenant, getTenant } from './tenantSettings';

export const tenantRouter = router({
  get: tenantProcedure('tenant:edit').query(async ({ ctx }) => await getTenant(ctx.tenant.id)),
  edit: tenantProcedure('tenant:edit')
    .input(editTenantInput)
    .mutation(async ({ ctx, input }) => await editTenant(ctx, input)),
  usage: tenantProcedure('usage:read').query(async ({ ctx }) => await readQuotas(ctx.tenant.id)),
});
