import 'server-only';
import { editTenantInput } from '@/shared/tenants';
import { router, tenantProcedure } from '../trpc';
import { editTenant, getTenant } from './tenantSettings';

export const tenantRouter = router({
  get: tenantProcedure('tenant:edit').query(async ({ ctx }) => await getTenant(ctx.tenant.id)),
  edit: tenantProcedure('tenant:edit')
    .input(editTenantInput)
    .mutation(async ({ ctx, input }) => await editTenant(ctx, input)),
});
