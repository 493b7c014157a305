'use client';

import { Clapperboard, SearchX, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';

export interface RecordingsEmptyProps {
  search: string;
  deleted?: boolean | undefined;
  onClear: () => void;
}

export function RecordingsEmpty({ search, deleted, onClear }: RecordingsEmptyProps) {
  const t = useTranslations('recordings');
  if (search)
    return (
      <EmptyState
        icon={<SearchX />}
        title={t('noMatchTitle')}
        actions={<Button onPress={onClear}>{t('clearSearch')}</Button>}
      >
        {t('noMatchText')}
      </EmptyState>
    );
  return deleted ? (
    <EmptyState icon={<Trash2 />} title={t('deletedEmptyTitle')}>
      {t('deletedEmptyText')}
    </EmptyState>
  ) : (
    <EmptyState icon={<Clapperboard />} title={t('emptyTitle')}>
      {t('emptyText')}
    </EmptyState>
  );
}
