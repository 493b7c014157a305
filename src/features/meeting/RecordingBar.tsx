import { useLocale } from 'next-intl';
import { useEffect, useState } from 'react';

export interface RecordingBarProps {
  title: string | undefined;
  hasClock: boolean;
}

/** Above the pictures of a recording: what meeting it is, and the time of day. */
export function RecordingBar({ title, hasClock }: RecordingBarProps) {
  return (
    <header className="flex h-9 shrink-0 items-center justify-between gap-6 px-1 text-sm text-on-stage-soft">
      <span className="truncate font-medium text-on-stage">{title}</span>
      {hasClock && <Clock />}
    </header>
  );
}

function Clock() {
  const locale = useLocale();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    // A timer of its own for each second: one that repeats would drift until it skips one.
    const timer = setTimeout(() => setNow(new Date()), 1_000 - now.getMilliseconds());
    return () => clearTimeout(timer);
  }, [now]);
  return (
    <time dateTime={now.toISOString()} className="shrink-0">
      {now.toLocaleString(locale, {
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
        timeZoneName: 'short',
      })}
    </time>
  );
}
