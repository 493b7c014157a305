'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Card } from '@/ui/Card';
import { SignOutButton } from './SignOutButton';

/** Instead of an account's means of signing in: an organisation's provider has opened this session, for it alone. */
export function ScopedSessionCard() {
  const t = useTranslations('provider');
  const { data: me } = useSuspenseQuery(useTRPC().auth.me.queryOptions());
  return (
    <Card title={t('scopedTitle')} footer={<SignOutButton />}>
      <p className="text-sm text-ink-soft">
        {t('scopedText', { tenant: me.tenants[0]?.name ?? '', email: me.email })}
      </p>
    </Card>
  );
}
