'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { AuthenticatorCard } from './AuthenticatorCard';
import { PasskeysCard } from './PasskeysCard';
import { RecoveryCodesCard } from './RecoveryCodesCard';
import { RecoveryCodesDialog } from './RecoveryCodesDialog';
import { useConfirmFirst } from './useConfirmFirst';

/** Passkeys, the authenticator app and recovery codes: all that makes a sign-in more than a password. */
export function TwoStepCards() {
  const { data: state } = useSuspenseQuery(useTRPC().auth.twoStep.get.queryOptions());
  const { run, dialog } = useConfirmFirst();
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <div id="two-step" className="flex scroll-mt-24 flex-col gap-6">
      <PasskeysCard state={state} run={run} onCodes={setCodes} />
      <AuthenticatorCard state={state} run={run} onCodes={setCodes} />
      {state.hasAny && <RecoveryCodesCard left={state.recoveryCodes} run={run} onCodes={setCodes} />}
      {dialog}
      <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />
    </div>
  );
}
