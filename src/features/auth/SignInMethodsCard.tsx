'use client';

import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { toast } from '@/ui/toast';

export interface SignInMethodsCardProps {
  /** The name of each identity provider, by its id. */
  providerNames: Readonly<Record<string, string>>;
}

/** The address and whether it is proven, the password, and the identities that belong to this account. */
export function SignInMethodsCard({ providerNames }: SignInMethodsCardProps) {
  const t = useTranslations('account');
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.auth.me.queryOptions());
  const mailed = () => toast({ tone: 'success', title: t('mailSent', { email: me.email }) });
  const resend = useMutation(trpc.auth.resendVerification.mutationOptions({ onSuccess: mailed }));
  const reset = useMutation(trpc.auth.requestPasswordReset.mutationOptions({ onSuccess: mailed }));
  return (
    <Card title={t('signInMethods')}>
      <dl className="flex flex-col gap-5 text-sm">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="min-w-0">
            <dt className="font-medium">{t('email')}</dt>
            <dd className="flex flex-wrap items-center gap-2 text-ink-soft">
              <span className="break-all">{me.email}</span>
              <Badge tone={me.emailVerified ? 'success' : 'warn'}>
                {me.emailVerified ? t('verified') : t('unverified')}
              </Badge>
            </dd>
          </div>
          {!me.emailVerified && (
            <Button size="sm" isPending={resend.isPending} onPress={() => resend.mutate()}>
              {t('sendAgain')}
            </Button>
          )}
        </div>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="min-w-0">
            <dt className="font-medium">{t('password')}</dt>
            <dd className="text-ink-soft">{t('passwordHint')}</dd>
          </div>
          <Button size="sm" isPending={reset.isPending} onPress={() => reset.mutate({ email: me.email })}>
            {t('newPassword')}
          </Button>
        </div>
        {me.accounts.length > 0 && (
          <div>
            <dt className="font-medium">{t('identities')}</dt>
            {me.accounts.map(({ id, provider }) => (
              <dd key={id} className="text-ink-soft">
                {providerNames[provider] ?? provider}
              </dd>
            ))}
          </div>
        )}
      </dl>
    </Card>
  );
}
