'use client';

import { DoorOpen, SearchX, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import type { RoomsView } from './readRoomsView';

export function RoomsEmpty({ view, onClearSearch }: { view: RoomsView; onClearSearch: () => void }) {
  const t = useTranslations('rooms');
  if (view.search)
    return (
      <EmptyState
        icon={<SearchX />}
        title={t('noMatchTitle')}
        actions={<Button onPress={onClearSearch}>{t('clearSearch')}</Button>}
      >
        {t('noMatchText', { search: view.search })}
      </EmptyState>
    );
  return view.deleted ? (
    <EmptyState icon={<Trash2 />} title={t('deletedEmptyTitle')}>
      {t('deletedEmptyText')}
    </EmptyState>
  ) : (
    <EmptyState icon={<DoorOpen />} title={t('emptyTitle')}>
      {t('emptyText')}
    </EmptyState>
  );
}
