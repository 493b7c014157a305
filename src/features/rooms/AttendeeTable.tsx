'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/ui/Badge';
import { Table, type TableColumn } from '@/ui/Table';
import { type Attendee, type Stay, timeInMeeting } from './attendance';
import { timeTag } from '@/ui/timeTag';

const MINUTE_MS = 60_000;

export function AttendeeTable({ attendees }: { attendees: readonly Attendee[] }) {
  const t = useTranslations('rooms');
  return (
    <Table
      label={t('attendees')}
      rows={attendees}
      rowKey={({ id }) => id}
      columns={columns({ person: t('person'), stays: t('stays'), total: t('total') })}
    />
  );
}

const columns = (headers: { person: string; stays: string; total: string }): TableColumn<Attendee>[] => [
  { id: 'person', header: headers.person, cell: (attendee) => <Person attendee={attendee} /> },
  { id: 'stays', header: headers.stays, cell: ({ stays }) => <Stays stays={stays} /> },
  { id: 'total', header: headers.total, align: 'end', cell: (attendee) => <Total attendee={attendee} /> },
];

function Person({ attendee }: { attendee: Attendee }) {
  const t = useTranslations('rooms');
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <span className="font-medium">{attendee.name}</span>
      {attendee.isGuest && <Badge>{t('guest')}</Badge>}
    </span>
  );
}

function Stays({ stays }: { stays: readonly Stay[] }) {
  const t = useTranslations('rooms');
  const locale = useLocale();
  return (
    <ul>
      {stays.map(({ id, joinedAt, leftAt }) => {
        const from = timeTag(joinedAt, locale, 'time');
        return (
          <li key={id}>
            {leftAt === null
              ? t.rich('stayOpen', { from })
              : t.rich('stay', { from, to: timeTag(leftAt, locale, 'time') })}
          </li>
        );
      })}
    </ul>
  );
}

function Total({ attendee }: { attendee: Attendee }) {
  const t = useTranslations('rooms');
  const milliseconds = timeInMeeting(attendee);
  if (!Number.isFinite(milliseconds))
    return (
      <Badge tone="success" isLive>
        {t('stillIn')}
      </Badge>
    );
  const minutes = Math.floor(milliseconds / MINUTE_MS);
  return minutes < 60
    ? t('minutes', { minutes })
    : t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
