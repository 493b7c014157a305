'use client';

import { useTranslations } from 'next-intl';
import { clockParts } from '@/ui/clock';

/** A place in something that plays, in words for screen readers. */
export const useSpokenTime = () => {
  const t = useTranslations('recordings');
  return (seconds: number) => t('spoken', clockParts(seconds)).trim();
};
