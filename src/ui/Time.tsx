'use client';

import { useSyncExternalStore } from 'react';

export interface TimeProps {
  value: Date | string | number;
  locale: string;
  format?: 'date' | 'time' | 'dateTime' | undefined;
  className?: string | undefined;
}

const formats = {
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  dateTime: { dateStyle: 'medium', timeStyle: 'short' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A moment in the reader's own time zone. The server doesn't know it: its text keeps the place, unseen. */
export function Time({ value, locale, format = 'dateTime', className }: TimeProps) {
  const isInBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const date = new Date(value);
  const zone = isInBrowser ? {} : { timeZone: 'UTC' };
  return (
    <time dateTime={date.toISOString()} className={className}>
      <span className={isInBrowser ? undefined : 'invisible'}>
        {new Intl.DateTimeFormat(locale, { ...formats[format], ...zone }).format(date)}
      </span>
    </time>
  );
}
