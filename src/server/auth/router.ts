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
import { domainInput } from '@/shared/provider';
import { domainsRouter } from './domainsRouter';
import { findProvider } from './findProvider';
import { listAuditInput } from '@/shared/audit';
import { accountProcedure, limited, publicProcedure, router, tenantProcedure, userProcedure } from '../trpc';
import { listAudit } from './listAudit';
import { invitationsRouter } from './invitationsRouter';
import { listDevices, signOutDevice } from './devices';
import { operatorRouter } from './operatorRouter';
import { membersRouter } from './membersRouter';
import { passkeysRouter } from './passkeysRouter';
import { getMe, updateProfile } from './profile';
import { providerRouter } from './providerRouter';
import { register, registerInvited } from './register';
import { requestPasswordReset, resetPassword } from './resetPassword';
import { revokeSessions } from './sessions';
import { tenantRouter } from './tenantRouter';
import { createTenant } from './tenants';
import { twoStepRouter } from './twoStepRouter';
import { resendVerification, verifyEmail } from './verifyEmail';

export const authRouter = router({
  provider: providerRouter,
  domains: domainsRouter,
  findProvider: publicProcedure
    .use(limited('findProvider'))
    .input(domainInput)
    .query(async ({ ctx, input }) => await findProvider(ctx, input.domain)),
  register: publicProcedure
    .use(limited('register'))
    .input(registerInput)
    .mutation(async ({ ctx, input }) => await register(ctx.viewer, input)),
  registerInvited: publicProcedure
    .use(limited('register'))
    .input(registerInvitedInput)
    .mutation(async ({ ctx, input }) => await registerInvited(ctx.viewer, input)),
  requestPasswordReset: publicProcedure
    .input(requestPasswordResetInput)
    .mutation(({ input }) => requestPasswordReset(input.email)),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(async ({ input }) => await resetPassword(input)),
  verifyEmail: accountProcedure
    .input(verifyEmailInput)
    .mutation(async ({ ctx, input }) => await verifyEmail(ctx.userId, input.token)),
  resendVerification: accountProcedure.mutation(async ({ ctx }) => await resendVerification(ctx.userId)),
  me: userProcedure.query(async ({ ctx }) => await getMe(ctx.viewer)),
  updateProfile: userProcedure
    .input(updateProfileInput)
    .mutation(async ({ ctx, input }) => await updateProfile(ctx.userId, input)),
  sessions: accountProcedure.query(async ({ ctx }) => await listDevices(ctx.userId, ctx.sessionId)),
  revokeSession: accountProcedure
    .input(revokeSessionInput)
    .mutation(async ({ ctx, input }) => await signOutDevice(ctx.userId, input.sessionId)),
  revokeOtherSessions: accountProcedure.mutation(
    async ({ ctx }) => await revokeSessions(ctx.userId, ctx.sessionId),
  ),
  signOutEverywhere: accountProcedure.mutation(async ({ ctx }) => await revokeSessions(ctx.userId)),
  createTenant: accountProcedure
    .input(createTenantInput)
    .mutation(async ({ ctx, input }) => await createTenant(ctx, input.name)),
  twoStep: twoStepRouter,
  passkeys: passkeysRouter,
  audit: router({
    list: tenantProcedure('audit:read')
      .input(listAuditInput)
      .query(async ({ ctx, input }) => await listAudit(ctx.tenant.id, input)),
  }),
  operator: operatorRouter,
  tenant: tenantRouter,
  members: membersRouter,
  invitations: invitationsRouter,
});
