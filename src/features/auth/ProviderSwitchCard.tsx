'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Badge } from '@/ui/Badge';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Switch } from '@/ui/Switch';
import { timeTag } from '@/ui/timeTag';
import { ProviderTried } from './ProviderTried';

/** Trying the provider, switching it on, and making it the only way in. */
export function ProviderSwitchCard({ tenant }: { tenant: string }) {
  const t = useTranslations('provider');
  const locale = useLocale();
  const { auth } = useTRPC();
  const trpc = auth.provider;
  const client = useQueryClient();
  const { data } = useSuspenseQuery(trpc.get.queryOptions({ tenant }));
  const refetch = async () => await client.invalidateQueries(trpc.get.queryFilter({ tenant }));
  const begin = useMutation(
    trpc.try.mutationOptions({
      onSuccess: async ({ url }) => {
        if (url === null) await refetch();
        else location.assign(url);
      },
    }),
  );
  const enable = useMutation(trpc.enable.mutationOptions({ onSettled: refetch }));
  const setOnlyWay = useMutation(trpc.setOnlyWay.mutationOptions({ onSettled: refetch }));
  const { provider, tried } = data;
  const { data: domains } = useSuspenseQuery(auth.domains.list.queryOptions({ tenant }));
  const hasDomain = domains.some(({ verifiedAt }) => verifiedAt !== null);
  if (!provider) return null;
  const isBusy = enable.isPending || setOnlyWay.isPending;
  return (
    <Card
      title={t('switchTitle')}
      actions={
        <Badge tone={provider.isEnabled ? 'success' : 'neutral'}>
          {provider.isEnabled ? t('on') : t('off')}
        </Badge>
      }
    >
      <div className="flex flex-col gap-6">
        <p className="-mt-3 max-w-2xl text-sm text-ink-soft">{t('switchText')}</p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button
            iconStart={<FlaskConical />}
            isPending={begin.isPending || typeof begin.data?.url === 'string'}
            onPress={() => begin.mutate({ tenant })}
          >
            {t('try')}
          </Button>
          <p className="text-sm text-ink-soft">
            {provider.triedAt === null
              ? t('untried')
              : t.rich('triedAt', { time: timeTag(provider.triedAt, locale, 'dateTime') })}
          </p>
        </div>
        {tried && <ProviderTried tried={tried} />}
        {!hasDomain && <Banner tone="warn">{t('noDomain')}</Banner>}
        <Switch
          label={t('enable', { name: provider.name })}
          description={t('enableText')}
          isSelected={provider.isEnabled}
          isDisabled={isBusy || (!provider.isEnabled && provider.triedAt === null)}
          onChange={(isOn) => enable.mutate({ tenant, isOn })}
        />
        <Switch
          label={t('onlyWay')}
          description={t('onlyWayText')}
          isSelected={provider.isOnlyWay}
          isDisabled={isBusy || (!provider.isEnabled && !provider.isOnlyWay)}
          onChange={(isOn) => setOnlyWay.mutate({ tenant, isOn })}
        />
      </div>
    </Card>
  );
}
