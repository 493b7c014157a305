import 'server-only';
import {
  createTenantInput,
  registerInput,
  registerInvitedInput,
  requestPasswordResetInput,
  resetPasswordInput,
  revokeSessionInput,
  updateProfileInput,
  verifyEmailInput,
} from '@/shared/auth';
import { limited, publicProcedure, router, userProcedure } from '../trpc';
import { invitationsRouter } from './invitationsRouter';
import { listDevices, signOutDevice } from './devices';
import { membersRouter } from './membersRouter';
import { getMe, updateProfile } from './profile';
import { register, registerInvited } from './register';
import { requestPasswordReset, resetPassword } from './resetPassword';
import { revokeSessions } from './sessions';
import { tenantRouter } from './tenantRouter';
import { createTenant } from './tenants';
import { resendVerification, verifyEmail } from './verifyEmail';

export const authRouter = router({
  register: publicProcedure
    .use(limited('register'))
    .input(registerInput)
    .mutation(async ({ input }) => await register(input)),
  registerInvited: publicProcedure
    .use(limited('register'))
    .input(registerInvitedInput)
    .mutation(async ({ input }) => await registerInvited(input)),
  requestPasswordReset: publicProcedure
    .input(requestPasswordResetInput)
    .mutation(({ input }) => requestPasswordReset(input.email)),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(async ({ input }) => await resetPassword(input)),
  verifyEmail: userProcedure
    .input(verifyEmailInput)
    .mutation(async ({ ctx, input }) => await verifyEmail(ctx.userId, input.token)),
  resendVerification: userProcedure.mutation(async ({ ctx }) => await resendVerification(ctx.userId)),
  me: userProcedure.query(async ({ ctx }) => await getMe(ctx.userId)),
  updateProfile: userProcedure
    .input(updateProfileInput)
    .mutation(async ({ ctx, input }) => await updateProfile(ctx.userId, input)),
  sessions: userProcedure.query(async ({ ctx }) => await listDevices(ctx.userId, ctx.sessionId)),
  revokeSession: userProcedure
    .input(revokeSessionInput)
    .mutation(async ({ ctx, input }) => await signOutDevice(ctx.userId, input.sessionId)),
  revokeOtherSessions: userProcedure.mutation(
    async ({ ctx }) => await revokeSessions(ctx.userId, ctx.sessionId),
  ),
  signOutEverywhere: userProcedure.mutation(async ({ ctx }) => await revokeSessions(ctx.userId)),
  createTenant: userProcedure
    .input(createTenantInput)
    .mutation(async ({ ctx, input }) => await createTenant(ctx.userId, input.name)),
  tenant: tenantRouter,
  members: membersRouter,
  invitations: invitationsRouter,
});
