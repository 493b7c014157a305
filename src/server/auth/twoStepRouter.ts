import 'server-only';
import { assertionInput, confirmPasswordInput, secondCodeInput, twoStepRuleInput } from '@/shared/twoStep';
import { accountProcedure, freshProcedure, publicProcedure, router, tenantProcedure } from '../trpc';
import { addTotp, removeTotp, renewRecoveryCodes } from './changeFactors';
import { confirmByPasskey, confirmByPassword, proveCode, readTwoStep, startConfirm } from './confirmIdentity';
import { getMe } from './profile';
import { readPending, startPasskeySignIn, startSecondPasskey } from './signInSecondStep';
import { startTotp } from './totp';
import { readTwoStepRule, setTwoStepRule } from './twoStepRule';

export const twoStepRouter = router({
  get: accountProcedure.query(async ({ ctx }) => await readTwoStep(ctx.viewer)),
  startTotp: freshProcedure.mutation(async ({ ctx }) => await startTotp(await getMe(ctx.viewer))),
  addTotp: freshProcedure
    .input(secondCodeInput)
    .mutation(async ({ ctx, input }) => await addTotp(ctx, input.code)),
  removeTotp: freshProcedure.mutation(async ({ ctx }) => await removeTotp(ctx.userId)),
  renewRecoveryCodes: freshProcedure.mutation(async ({ ctx }) => await renewRecoveryCodes(ctx.userId)),
  prove: accountProcedure
    .input(secondCodeInput)
    .mutation(async ({ ctx, input }) => await proveCode(ctx, input.code)),
  confirmByPassword: accountProcedure
    .input(confirmPasswordInput)
    .mutation(async ({ ctx, input }) => await confirmByPassword(ctx, input.password)),
  startConfirm: accountProcedure.mutation(async ({ ctx }) => await startConfirm(ctx)),
  confirmByPasskey: accountProcedure
    .input(assertionInput)
    .mutation(async ({ ctx, input }) => await confirmByPasskey(ctx, input.response)),
  pending: publicProcedure.query(async ({ ctx }) => await readPending(ctx.headers)),
  startPending: publicProcedure.mutation(async ({ ctx }) => await startSecondPasskey(ctx.headers)),
  startSignIn: publicProcedure.mutation(async () => await startPasskeySignIn()),
  rule: tenantProcedure('tenant:security').query(
    async ({ ctx }) => await readTwoStepRule(ctx.tenant.id, ctx.viewer),
  ),
  setRule: tenantProcedure('tenant:security')
    .input(twoStepRuleInput)
    .mutation(async ({ ctx, input }) => await setTwoStepRule(ctx, input.asksTwoSteps)),
});
