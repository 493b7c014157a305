import 'server-only';
import { providerInput, switchInput } from '@/shared/provider';
import { limited, router, tenantProcedure } from '../trpc';
import {
  enableProvider,
  getProvider,
  removeProvider,
  setOnlyWay,
  setProvider,
  tryProvider,
} from './providerSettings';

export const providerRouter = router({
  get: tenantProcedure('tenant:security').query(async ({ ctx }) => await getProvider(ctx)),
  set: tenantProcedure('tenant:security')
    .input(providerInput)
    .mutation(async ({ ctx, input }) => await setProvider(ctx, input)),
  remove: tenantProcedure('tenant:security').mutation(async ({ ctx }) => await removeProvider(ctx)),
  try: tenantProcedure('tenant:security')
    .use(limited('provider'))
    .mutation(async ({ ctx }) => await tryProvider(ctx)),
  enable: tenantProcedure('tenant:security')
    .input(switchInput)
    .mutation(async ({ ctx, input }) => await enableProvider(ctx, input.isOn)),
  setOnlyWay: tenantProcedure('tenant:security')
    .input(switchInput)
    .mutation(async ({ ctx, input }) => await setOnlyWay(ctx, input.isOn)),
});
