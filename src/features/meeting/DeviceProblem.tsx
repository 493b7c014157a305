'use client';

import { useTranslations } from 'next-intl';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { browserFamily } from './browserFamily';
import type { MediaProblem } from './mediaProblem';

export interface DeviceProblemProps {
  problem: MediaProblem;
  onRetry: () => void;
}

/** Why a device can't be had, and the way to mend it in this browser's own words. Only ever shown in a browser. */
export function DeviceProblem({ problem: { kind, device }, onRetry }: DeviceProblemProps) {
  const t = useTranslations('prejoin.problem');
  // Out of a secure context asking again can't help; everywhere else it may.
  const canRetry = kind !== 'insecure' && kind !== 'unsupported';
  return (
    <Banner
      tone="warn"
      title={t(`${kind}.title`, { device })}
      actions={
        canRetry && (
          <Button size="sm" onPress={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    >
      <p>
        {kind === 'denied'
          ? t(`denied.${browserFamily(navigator.userAgent, navigator.maxTouchPoints)}`, { device })
          : t(`${kind}.fix`, { device })}
      </p>
      <p className="mt-1">{t('meanwhile', { device })}</p>
    </Banner>
  );
}
