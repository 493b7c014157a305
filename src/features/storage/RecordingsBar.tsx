'use client';

import { useTranslations } from 'next-intl';
import { RECORDING_NAME_MAX, RECORDING_SORTS } from '@/shared/recordings';
import { PausedSearch } from '@/ui/PausedSearch';
import { SegmentedControl } from '@/ui/SegmentedControl';
import { Select } from '@/ui/Select';
import type { RecordingsView } from './readRecordingsView';

export interface RecordingsBarProps {
  view: RecordingsView;
  searchText: string;
  onType: (text: string) => void;
  onChange: (change: Partial<RecordingsView>) => void;
}

/** Which recordings, in what order. */
export function RecordingsBar({ view, searchText, onType, onChange }: RecordingsBarProps) {
  const t = useTranslations('recordings');
  return (
    <div className="flex flex-wrap items-center gap-3">
      <PausedSearch
        label={t('search')}
        text={searchText}
        maxLength={RECORDING_NAME_MAX}
        onType={onType}
        onSearch={(search) => onChange({ search })}
        className="w-full sm:w-64"
      />
      <Select
        label={t('sort')}
        isLabelHidden
        value={view.sort}
        onChange={(sort) => onChange({ sort })}
        items={RECORDING_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
        className="max-sm:w-full"
      />
      <SegmentedControl
        label={t('views')}
        value={view.deleted ? 'deleted' : 'live'}
        onChange={(value) => onChange({ deleted: value === 'deleted' })}
        items={[
          { value: 'live', label: t('viewLive') },
          { value: 'deleted', label: t('viewDeleted') },
        ]}
        className="max-sm:w-full sm:ml-auto"
      />
    </div>
  );
}
