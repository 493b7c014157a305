import { useTranslations } from 'next-intl';

/** In words for how long messages are kept. */
export const useHistoryLabel = () => {
  const t = useTranslations('rooms');
  return (days: number | null): string => {
    if (days === null) return t('historyForever');
    return days === 0 ? t('historyNever') : t('historyDays', { days });
  };
};
