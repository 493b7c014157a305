import 'server-only';
import { domainIdInput, domainInput } from '@/shared/provider';
import { limited, router, tenantProcedure } from '../trpc';
import { addDomain, checkDomain, listDomains, removeDomain } from './domains';

export const domainsRouter = router({
  list: tenantProcedure('tenant:security').query(async ({ ctx }) => await listDomains(ctx)),
  add: tenantProcedure('tenant:security')
    .input(domainInput)
    .mutation(async ({ ctx, input }) => await addDomain(ctx, input.domain)),
  check: tenantProcedure('tenant:security')
    .use(limited('provider'))
    .input(domainIdInput)
    .mutation(async ({ ctx, input }) => await checkDomain(ctx, input.domainId)),
  remove: tenantProcedure('tenant:security')
    .input(domainIdInput)
    .mutation(async ({ ctx, input }) => await removeDomain(ctx, input.domainId)),
});
