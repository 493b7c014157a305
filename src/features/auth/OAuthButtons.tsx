'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from '@/ui/toast';
import { Button } from '@/ui/Button';
import { leaveForProvider } from './nextAuthClient';
import { OrLine } from './OrLine';

export interface OAuthButtonsProps {
  providers: readonly { id: string; name: string }[];
  callbackPath: string;
}

/** One button for each identity provider, and the line between them and the password form. */
export function OAuthButtons({ providers, callbackPath }: OAuthButtonsProps) {
  const t = useTranslations('auth');
  const tErrors = useTranslations('errors');
  const [leavingFor, setLeavingFor] = useState<string | null>(null);

  const leave = async (provider: string) => {
    setLeavingFor(provider);
    try {
      await leaveForProvider(provider, callbackPath);
    } catch {
      setLeavingFor(null);
      toast({ tone: 'danger', title: tErrors('OFFLINE') });
    }
  };

  if (providers.length === 0) return null;
  return (
    <>
      <div className="flex flex-col gap-2.5">
        {providers.map(({ id, name }) => (
          <Button
            key={id}
            isFullWidth
            size="lg"
            iconStart={<KeyRound />}
            isPending={leavingFor === id}
            onPress={() => void leave(id)}
          >
            {t('continueWith', { provider: name })}
          </Button>
        ))}
      </div>
      <OrLine />
    </>
  );
}
