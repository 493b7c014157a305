import 'server-only';
import { passkeyInput, registerPasskeyInput, renamePasskeyInput } from '@/shared/twoStep';
import { accountProcedure, freshProcedure, router } from '../trpc';
import { listPasskeys, registerPasskey, removePasskey, renamePasskey, startPasskey } from './passkeys';

export const passkeysRouter = router({
  list: accountProcedure.query(async ({ ctx }) => await listPasskeys(ctx.userId)),
  start: freshProcedure.mutation(async ({ ctx }) => await startPasskey(ctx.userId)),
  register: freshProcedure
    .input(registerPasskeyInput)
    .mutation(async ({ ctx, input }) => await registerPasskey(ctx, input)),
  rename: accountProcedure
    .input(renamePasskeyInput)
    .mutation(async ({ ctx, input }) => await renamePasskey(ctx.userId, input.passkeyId, input.name)),
  remove: freshProcedure
    .input(passkeyInput)
    .mutation(async ({ ctx, input }) => await removePasskey(ctx.userId, input.passkeyId)),
});
