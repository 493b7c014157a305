'use client';

import { useTranslations } from 'next-intl';
import { FILE_KINDS, FILE_NAME_MAX, FILE_SORTS } from '@/shared/storage';
import { PausedSearch } from '@/ui/PausedSearch';
import { SegmentedControl } from '@/ui/SegmentedControl';
import { Select } from '@/ui/Select';
import type { FilesView } from './readFilesView';

export interface FilesBarProps {
  view: FilesView;
  searchText: string;
  onType: (text: string) => void;
  onChange: (change: Partial<FilesView>) => void;
}

/** Which files, of what kind, in what order. */
export function FilesBar({ view, searchText, onType, onChange }: FilesBarProps) {
  const t = useTranslations('files');
  return (
    <div className="grid grid-cols-2 items-center gap-3 sm:flex sm:flex-wrap">
      <PausedSearch
        label={t('search')}
        text={searchText}
        maxLength={FILE_NAME_MAX}
        onType={onType}
        onSearch={(search) => onChange({ search })}
        className="max-sm:col-span-2 sm:w-64"
      />
      <Select
        label={t('kind')}
        isLabelHidden
        value={view.kind ?? 'all'}
        onChange={(kind) => onChange({ kind: kind === 'all' ? null : kind })}
        items={[
          { value: 'all', label: t('allKinds') },
          ...FILE_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
        ]}
      />
      <Select
        label={t('sort')}
        isLabelHidden
        value={view.sort}
        onChange={(sort) => onChange({ sort })}
        items={FILE_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
      />
      <SegmentedControl
        label={t('views')}
        value={view.deleted ? 'deleted' : 'live'}
        onChange={(value) => onChange({ deleted: value === 'deleted' })}
        items={[
          { value: 'live', label: t('viewLive') },
          { value: 'deleted', label: t('viewDeleted') },
        ]}
        className="max-sm:col-span-2 sm:ml-auto"
      />
    </div>
  );
}
