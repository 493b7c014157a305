'use client';

import { ChevronRight } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/ui/Badge';
import { Time } from '@/ui/Time';
import { type Attendee, attendeesOf, type Stay } from './attendance';
import { AttendeeTable } from './AttendeeTable';
import { timeTag } from '@/ui/timeTag';

export interface MeetingRecordProps {
  meeting: { startedAt: string; endedAt: string | null; attendances: Stay[] };
  isOpen: boolean;
}

export function MeetingRecord({ meeting, isOpen }: MeetingRecordProps) {
  const t = useTranslations('rooms');
  const locale = useLocale();
  const { startedAt, endedAt } = meeting;
  const attendees: Attendee[] = attendeesOf(meeting.attendances);
  const from = timeTag(startedAt, locale, 'time');
  return (
    <details open={isOpen} className="group">
      <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-4 gap-y-1 rounded-md py-1.5 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="-ml-1 size-4.5 text-ink-faint transition-transform group-open:rotate-90"
        />
        <Time value={startedAt} locale={locale} format="date" className="font-medium" />
        <span className="text-sm text-ink-soft">
          {endedAt === null
            ? t.rich('meetingSince', { from })
            : t.rich('meetingSpan', { from, to: timeTag(endedAt, locale, 'time') })}
        </span>
        <span className="ml-auto flex items-center gap-3 text-sm text-ink-soft">
          {endedAt === null && (
            <Badge tone="success" isLive>
              {t('meetingRunning')}
            </Badge>
          )}
          {t('people', { count: attendees.length })}
        </span>
      </summary>
      <div className="pt-2 pb-3 sm:pl-7.5">
        {attendees.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('nobody')}</p>
        ) : (
          <AttendeeTable attendees={attendees} />
        )}
      </div>
    </details>
  );
}
