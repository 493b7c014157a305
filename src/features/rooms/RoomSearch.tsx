'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'next-intl';
import { ROOM_NAME_MAX } from '@/shared/rooms';
import { SearchField } from '@/ui/SearchField';

const PAUSE_MS = 250;

export interface RoomSearchProps {
  /** What stands in the field. */
  text: string;
  onType: (text: string) => void;
  onSearch: (search: string) => void;
}

/** Searches when the typing pauses; at once on Enter and when it is cleared. */
export function RoomSearch({ text, onType, onSearch }: RoomSearchProps) {
  const t = useTranslations('rooms');
  const timer = useRef(0);
  const searchSoon = (search: string, pause: number) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onSearch(search.trim()), pause);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <SearchField
      label={t('search')}
      value={text}
      maxLength={ROOM_NAME_MAX}
      onChange={(search) => {
        onType(search);
        searchSoon(search, PAUSE_MS);
      }}
      onSubmit={(search) => searchSoon(search, 0)}
      onClear={() => searchSoon('', 0)}
      className="w-full sm:w-72"
    />
  );
}
