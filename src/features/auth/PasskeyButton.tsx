'use client';

import { useMutation } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Button } from '@/ui/Button';
import { signInByPasskey } from './nextAuthClient';
import { askForPasskey } from './passkeyClient';

export interface PasskeyButtonProps {
  onTry: () => void;
  onRefused: (refusal: string) => void;
  onDone: () => void;
}

/** Signs in by a passkey alone: it says who it is, and proves it. */
export function PasskeyButton({ onTry, onRefused, onDone }: PasskeyButtonProps) {
  const t = useTranslations('twoStep');
  const start = useMutation(useTRPC().auth.twoStep.startSignIn.mutationOptions());
  const signIn = useMutation({
    mutationFn: async () => {
      onTry();
      const answer = await askForPasskey(await start.mutateAsync());
      if (!answer) return;
      const refusal = await signInByPasskey(JSON.stringify(answer));
      if (refusal === null) onDone();
      else onRefused(refusal === 'CredentialsSignin' ? 'PasskeyRefused' : refusal);
    },
    onError: () => onRefused('PasskeyRefused'),
    meta: { handles: 'all' },
  });
  return (
    <Button
      size="lg"
      isFullWidth
      iconStart={<Fingerprint />}
      isPending={signIn.isPending}
      onPress={() => signIn.mutate()}
    >
      {t('signInByPasskey')}
    </Button>
  );
}
