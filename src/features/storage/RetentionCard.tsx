'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { retentionInput } from '@/shared/recordings';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { NumberField } from '@/ui/NumberField';
import { Switch } from '@/ui/Switch';
import { toast } from '@/ui/toast';

const USUAL_DAYS = 90;

/** How long an organisation's recordings are kept, for those who may say so. */
export function RetentionCard({ tenant }: { tenant: { slug: string; name: string } }) {
  const t = useTranslations('recordings');
  const { recordings } = useTRPC().storage;
  const client = useQueryClient();
  const { data } = useSuspenseQuery(recordings.retention.queryOptions({ tenant: tenant.slug }));
  const [days, setDays] = useState(data.recordingDays);
  const set = useMutation(
    recordings.setRetention.mutationOptions({
      onSuccess: async () => {
        toast({ tone: 'success', title: t('saved') });
        await client.invalidateQueries(recordings.retention.queryFilter({ tenant: tenant.slug }));
      },
    }),
  );
  const form = useZodForm(
    retentionInput,
    async ({ recordingDays }) => await set.mutateAsync({ tenant: tenant.slug, recordingDays }),
    () => ({ recordingDays: days }),
  );
  return (
    <Card title={t('retention')} description={t('retentionText', { tenant: tenant.name })}>
      <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
        <Switch
          label={t('retentionOn')}
          isSelected={days !== null}
          onChange={(isOn) => setDays(isOn ? (data.recordingDays ?? USUAL_DAYS) : null)}
        />
        {days !== null && (
          <NumberField
            label={t('retentionDays')}
            value={days}
            onChange={setDays}
            errorMessage={form.error('recordingDays')}
            className="max-w-56"
          />
        )}
        <p className="text-sm text-ink-soft">
          {days === null ? t('retentionForever') : Number.isInteger(days) && t('retentionNow', { days })}
        </p>
        <Button type="submit" variant="primary" isPending={form.isPending} className="self-start">
          {t('save')}
        </Button>
      </form>
    </Card>
  );
}
