import 'server-only';
import {
  listTenantsInput,
  removeTenantInput,
  resetSecondStepInput,
  setHostInput,
  setQuotasInput,
} from '@/shared/operator';
import { partsInput } from '@/shared/parts';
import { getPartHistory } from '../partHistory';
import { operatedProcedure, operatorProcedure, router } from '../trpc';
import { getOperatedTenant, listTenants, setQuotas } from './operatedTenants';
import { resetSecondStep } from './resetSecondStep';
import { removeTenant, restoreTenant, resumeTenant, suspendTenant } from './suspendTenant';
import { setHost } from './tenantHost';

export const operatorRouter = router({
  list: operatorProcedure.input(listTenantsInput).query(async ({ input }) => await listTenants(input)),
  parts: operatorProcedure.input(partsInput).query(async ({ input }) => await getPartHistory(input.days)),
  get: operatedProcedure.query(async ({ ctx }) => await getOperatedTenant(ctx.tenant)),
  setQuotas: operatedProcedure
    .input(setQuotasInput)
    .mutation(async ({ ctx, input }) => await setQuotas(ctx, input)),
  setHost: operatedProcedure
    .input(setHostInput)
    .mutation(async ({ ctx, input }) => await setHost(ctx, input.host)),
  resetSecondStep: operatorProcedure
    .input(resetSecondStepInput)
    .mutation(async ({ ctx, input }) => await resetSecondStep(ctx, input.email)),
  suspend: operatedProcedure.mutation(async ({ ctx }) => await suspendTenant(ctx)),
  resume: operatedProcedure.mutation(async ({ ctx }) => await resumeTenant(ctx)),
  remove: operatedProcedure
    .input(removeTenantInput)
    .mutation(async ({ ctx, input }) => await removeTenant(ctx, input.name)),
  restore: operatedProcedure.mutation(async ({ ctx }) => await restoreTenant(ctx)),
});
