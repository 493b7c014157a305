'use client';

import type { inferOutput } from '@trpc/tanstack-react-query';
import { useTranslations } from 'next-intl';
import type { useTRPC } from '@/api/client';
import { Banner } from '@/ui/Banner';

type Provider = ReturnType<typeof useTRPC>['auth']['provider'];
type Tried = NonNullable<inferOutput<Provider['get']>['tried']>;

/** What came back from a try: the claims, and whom they would let in as what. */
export function ProviderTried({ tried }: { tried: Tried }) {
  const t = useTranslations('provider');
  const tRoles = useTranslations('account.roles');
  if (!tried.isGood)
    return (
      <Banner tone="danger" title={t('tryFailed')}>
        <p className="break-words">{tried.reason}</p>
      </Banner>
    );
  const { person, role, claims } = tried;
  const { kind, reason } = person;
  const email = person.email ?? t('noAddress');
  const isRefused = kind === 'refused';
  return (
    <div className="flex flex-col gap-4">
      <Banner
        tone={isRefused ? 'warn' : 'success'}
        title={
          isRefused
            ? t('wouldRefuse')
            : t('wouldAdmit', { role: role === null ? t('sameRole') : tRoles(role) })
        }
      >
        {isRefused ? t(`refusals.${reason ?? 'NoEmail'}`, { email }) : t(`people.${kind}`, { email })}
      </Banner>
      <details className="group rounded-xl border border-line">
        <summary className="cursor-pointer rounded-xl px-4 py-2.5 text-sm font-medium">{t('claims')}</summary>
        <dl className="grid gap-x-6 gap-y-2 border-t border-line px-4 py-3 text-[0.8125rem] sm:grid-cols-[minmax(8rem,auto)_1fr]">
          {claims.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="font-mono text-ink-soft">{name}</dt>
              <dd className="font-mono break-all max-sm:mb-1">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
