'use client';

import { Undo2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { UNDO_DELETE_DAYS } from '@/shared/rooms';
import { Button } from '@/ui/Button';
import { formatBytes } from '@/ui/formatBytes';
import { Time } from '@/ui/Time';
import { timeTag } from '@/ui/timeTag';
import { PeopleFaces } from './PeopleFaces';
import { RecordingMenu } from './RecordingMenu';
import { RecordingPoster } from './RecordingPoster';
import { RecordingState, useRecordingNote } from './RecordingState';
import { useRecordingRemoval } from './useRecordingRemoval';
import type { ListedRecording } from './watchable';

const DAY_MS = 24 * 3600 * 1000;

export interface RecordingCardProps {
  recording: ListedRecording;
  tenant: string;
  /** Where the page is the room's own, the room isn't told. */
  isInRoom?: boolean | undefined;
}

export function RecordingCard({ recording, tenant, isInRoom = false }: RecordingCardProps) {
  const t = useTranslations('recordings');
  const locale = useLocale();
  const noteOf = useRecordingNote();
  const { id, name, room, size, people, peopleCount, startedAt, requestedAt, deletedAt, state } = recording;
  const href =
    state === 'complete' && size !== null && deletedAt === null ? `/t/${tenant}/recordings/${id}` : null;
  const note = noteOf(recording);
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-2xl border border-line bg-surface shadow-low transition-shadow has-[a:hover]:shadow-mid">
      <RecordingPoster recording={recording} />
      <div className="flex flex-1 flex-col gap-1 p-4">
        <div className="flex items-start gap-2">
          <h3 className="min-w-0 flex-1 pt-0.5 text-base leading-snug font-medium">
            {href === null ? (
              <span className="line-clamp-2 text-ink-soft">{name}</span>
            ) : (
              <Link
                href={href}
                prefetch={false}
                aria-label={t('watch', { name })}
                // All of the card is the link; the menu lies over it.
                className="line-clamp-2 rounded-sm text-ink group-hover:text-accent after:absolute after:inset-0"
              >
                {name}
              </Link>
            )}
          </h3>
          {deletedAt === null && (
            <span className="relative z-10">
              <RecordingMenu recording={recording} href={href} />
            </span>
          )}
        </div>
        <p className="truncate text-sm text-ink-soft">
          <Time value={startedAt ?? requestedAt} locale={locale} />
          {!isInRoom && (
            <>
              <span aria-hidden="true"> · </span>
              {room.name}
            </>
          )}
        </p>
        <RecordingStateLine recording={recording} />
        {note !== null && <p className="text-sm text-ink-soft">{note}</p>}
        <div className="mt-auto flex items-center justify-between gap-3 pt-2 text-xs text-ink-soft">
          <PeopleFaces names={people} count={peopleCount} />
          {size !== null && <span className="ml-auto tabular-nums">{formatBytes(locale, size)}</span>}
        </div>
        {deletedAt !== null && <Restore recording={recording} deletedAt={deletedAt} />}
      </div>
    </article>
  );
}

function RecordingStateLine({ recording }: { recording: ListedRecording }) {
  const hasState = recording.state !== 'complete' || recording.isCutShort;
  return hasState ? (
    <p className="pt-1">
      <RecordingState recording={recording} />
    </p>
  ) : null;
}

function Restore({ recording, deletedAt }: { recording: ListedRecording; deletedAt: string }) {
  const t = useTranslations('recordings');
  const locale = useLocale();
  const { bringBack } = useRecordingRemoval();
  const lastDay = Date.parse(deletedAt) + UNDO_DELETE_DAYS * DAY_MS;
  return (
    <div className="flex items-center justify-between gap-3 pt-2">
      <span className="text-sm text-ink-soft">
        {t.rich('keptUntil', { time: timeTag(lastDay, locale, 'date') })}
      </span>
      {recording.canManage && (
        <Button
          size="sm"
          iconStart={<Undo2 />}
          aria-label={t('restoreRecording', { name: recording.name })}
          onPress={() => bringBack(recording)}
        >
          {t('restore')}
        </Button>
      )}
    </div>
  );
}
