import 'server-only';
import { z } from 'zod';
import { emailToken } from '@/shared/auth';
import { invitationInput, inviteInput } from '@/shared/members';
import { publicProcedure, router, tenantProcedure, userProcedure } from '../trpc';
import { acceptInvitation, peekInvitation } from './acceptInvitation';
import { invite, listInvitations, resendInvitation, revokeInvitation } from './invitations';

const tokenInput = z.object({ token: emailToken });
const inviting = tenantProcedure('member:invite');

export const invitationsRouter = router({
  list: inviting.query(async ({ ctx }) => await listInvitations(ctx.tenant.id)),
  create: inviting.input(inviteInput).mutation(async ({ ctx, input }) => await invite(ctx, input)),
  resend: inviting
    .input(invitationInput)
    .mutation(async ({ ctx, input }) => await resendInvitation(ctx, input.invitationId)),
  revoke: inviting
    .input(invitationInput)
    .mutation(async ({ ctx, input }) => await revokeInvitation(ctx, input.invitationId)),
  peek: publicProcedure
    .input(tokenInput)
    .query(async ({ ctx, input }) => await peekInvitation(ctx.viewer, input.token)),
  accept: userProcedure
    .input(tokenInput)
    .mutation(async ({ ctx, input }) => await acceptInvitation(ctx, input.token)),
});
