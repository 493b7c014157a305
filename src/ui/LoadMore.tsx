'use client';

import { useTranslations } from 'next-intl';
import { Button } from './Button';

export interface LoadMoreProps {
  hasMore: boolean;
  isLoading: boolean;
  onLoadMore: () => void;
}

export function LoadMore({ hasMore, isLoading, onLoadMore }: LoadMoreProps) {
  const t = useTranslations('ui');
  if (!hasMore) return null;
  return (
    <div className="flex justify-center pt-4">
      <Button isPending={isLoading} onPress={onLoadMore}>
        {t('loadMore')}
      </Button>
    </div>
  );
}
