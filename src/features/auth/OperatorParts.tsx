'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { PART_DAYS, type PartDays } from '@/shared/parts';
import { SegmentedControl } from '@/ui/SegmentedControl';
import { OutageList } from './OutageList';
import { PartRow } from './PartRow';

/** Milliseconds between two samples of the parts: nothing is new any sooner, and no stream tells of them. */
const SAMPLED_EVERY = 15_000;

/** The parts of a deployment, now and over the last days, for whoever runs it. */
export function OperatorParts() {
  const t = useTranslations('parts');
  const { operator } = useTRPC().auth;
  const [days, setDays] = useState<PartDays>('1');
  const { data } = useQuery(
    operator.parts.queryOptions(
      { days },
      { refetchInterval: SAMPLED_EVERY, placeholderData: keepPreviousData },
    ),
  );
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-3xl font-semibold">{t('title')}</h1>
          <p className="mt-1 text-ink-soft">{t('lead')}</p>
        </div>
        <SegmentedControl
          label={t('period')}
          value={days}
          onChange={setDays}
          items={PART_DAYS.map((value) => ({ value, label: t(`days.${value}`) }))}
        />
      </div>
      {data && (
        <>
          <ul
            aria-label={t('title')}
            className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-low"
          >
            {data.parts.map((part) => (
              <PartRow key={part.part} part={part} days={days} />
            ))}
          </ul>
          <OutageList outages={data.outages} />
        </>
      )}
    </div>
  );
}
