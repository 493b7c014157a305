import 'server-only';
import { listMembersInput, memberInput, setRoleInput } from '@/shared/members';
import { router, tenantProcedure } from '../trpc';
import { leaveTenant, listMembers, removeMember, setRole } from './members';

export const membersRouter = router({
  list: tenantProcedure('member:list')
    .input(listMembersInput)
    .query(async ({ ctx, input }) => await listMembers(ctx, input)),
  setRole: tenantProcedure('member:edit')
    .input(setRoleInput)
    .mutation(async ({ ctx, input }) => await setRole(ctx, input)),
  remove: tenantProcedure('member:remove')
    .input(memberInput)
    .mutation(async ({ ctx, input }) => await removeMember(ctx, input.userId)),
  leave: tenantProcedure('tenant:leave').mutation(async ({ ctx }) => await leaveTenant(ctx)),
});
