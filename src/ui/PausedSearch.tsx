'use client';

import { useEffect, useRef } from 'react';
import { SearchField } from './SearchField';

const PAUSE_MS = 250;

export interface PausedSearchProps {
  label: string;
  /** What stands in the field. */
  text: string;
  maxLength: number;
  onType: (text: string) => void;
  onSearch: (search: string) => void;
  className?: string | undefined;
}

/** Searches when the typing pauses; at once on Enter and when it is cleared. */
export function PausedSearch({ label, text, maxLength, onType, onSearch, className }: PausedSearchProps) {
  const timer = useRef(0);
  const searchSoon = (search: string, pause: number) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onSearch(search.trim()), pause);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <SearchField
      label={label}
      value={text}
      maxLength={maxLength}
      onChange={(search) => {
        onType(search);
        searchSoon(search, PAUSE_MS);
      }}
      onSubmit={(search) => searchSoon(search, 0)}
      onClear={() => searchSoon('', 0)}
      className={className}
    />
  );
}
