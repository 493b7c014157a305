import { useTranslations } from 'next-intl';
import { Select } from '@/ui/Select';
import { historyChoices, writeHistoryDays } from './historyChoices';
import { useHistoryLabel } from './useHistoryLabel';

export interface HistorySelectProps {
  initial: number | null;
  errorMessage: string | undefined;
}

export function HistorySelect({ initial, errorMessage }: HistorySelectProps) {
  const t = useTranslations('rooms');
  const label = useHistoryLabel();
  return (
    <Select
      name="historyDays"
      label={t('history')}
      items={historyChoices(initial).map((days) => ({ value: writeHistoryDays(days), label: label(days) }))}
      defaultValue={writeHistoryDays(initial)}
      errorMessage={errorMessage}
    />
  );
}
