'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Card } from '@/ui/Card';
import { LinkButton } from '@/ui/LinkButton';
import { SignOutButton } from './SignOutButton';

/** Instead of an account's means of signing in: this session is good for one organisation alone, by its provider or its host. */
export function ScopedSessionCard({ accountUrl }: { accountUrl: string }) {
  const t = useTranslations('provider');
  const { data: me } = useSuspenseQuery(useTRPC().auth.me.queryOptions());
  const tTenant = useTranslations('tenant');
  const tenant = me.tenants[0]?.name ?? '';
  return (
    <Card title={me.isByProvider ? t('scopedTitle') : tTenant('hostScopedTitle')} footer={<SignOutButton />}>
      <p className="text-sm text-ink-soft">
        {me.isByProvider
          ? t('scopedText', { tenant, email: me.email })
          : tTenant('hostScopedText', { tenant })}
      </p>
      {!me.isByProvider && (
        <LinkButton href={accountUrl} className="mt-4 self-start">
          {tTenant('hostScopedLink')}
        </LinkButton>
      )}
    </Card>
  );
}
