'use client';

import { Files, SearchX, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import type { FilesView } from './readFilesView';

export interface FilesEmptyProps {
  view: Pick<FilesView, 'search' | 'kind' | 'deleted'>;
  onClear: () => void;
}

export function FilesEmpty({ view, onClear }: FilesEmptyProps) {
  const t = useTranslations('files');
  if (view.search || view.kind)
    return (
      <EmptyState
        icon={<SearchX />}
        title={t('noMatchTitle')}
        actions={<Button onPress={onClear}>{t('clearFilters')}</Button>}
      >
        {t('noMatchText')}
      </EmptyState>
    );
  return view.deleted ? (
    <EmptyState icon={<Trash2 />} title={t('deletedEmptyTitle')}>
      {t('deletedEmptyText')}
    </EmptyState>
  ) : (
    <EmptyState icon={<Files />} title={t('emptyTitle')}>
      {t('emptyText')}
    </EmptyState>
  );
}
