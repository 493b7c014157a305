'use client';

import { Undo2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Button as AriaButton } from 'react-aria-components/Button';
import { fileUrl } from '@/shared/fileUrl';
import { UNDO_DELETE_DAYS } from '@/shared/rooms';
import { Button } from '@/ui/Button';
import { formatBytes } from '@/ui/formatBytes';
import { Time } from '@/ui/Time';
import { timeTag } from '@/ui/timeTag';
import { FileMenu } from './FileMenu';
import { FileThumb } from './FileThumb';
import type { ListedFile } from './listedFile';
import { useFileRemoval } from './useFileRemoval';
import { viewOf } from './viewOf';

const DAY_MS = 24 * 3600 * 1000;

export interface FileRowProps {
  file: ListedFile;
  /** Where its room is linked; left out where the page is the room's. */
  tenant?: string | undefined;
  onOpen: (id: string) => void;
}

export function FileRow({ file, tenant, onOpen }: FileRowProps) {
  const locale = useLocale();
  const { id, size, ownerName, room, createdAt, deletedAt } = file;
  const open = viewOf(file) === null ? null : () => onOpen(id);
  const bytes = formatBytes(locale, size);
  return (
    <div className="flex items-center gap-3 sm:gap-4">
      <FileThumb file={file} />
      <div className="min-w-0 flex-1">
        {deletedAt === null ? (
          <Name file={file} onOpen={open} />
        ) : (
          <p className="truncate font-medium text-ink-soft">{file.name}</p>
        )}
        <p className="truncate text-sm text-ink-soft">
          {ownerName}
          {tenant !== undefined && room && (
            <>
              <Dot />
              <Link
                href={`/t/${tenant}/rooms/${room.id}`}
                prefetch={false}
                className="rounded-sm hover:text-accent"
              >
                {room.name}
              </Link>
            </>
          )}
        </p>
        <p className="text-sm text-ink-faint tabular-nums sm:hidden">
          {bytes}
          <Dot />
          <Time value={createdAt} locale={locale} format="date" />
        </p>
      </div>
      <span className="w-20 shrink-0 text-right text-sm text-ink-soft tabular-nums max-sm:hidden">
        {bytes}
      </span>
      {deletedAt === null ? (
        <>
          <span className="w-32 shrink-0 text-right text-sm text-ink-soft max-sm:hidden">
            <Time value={createdAt} locale={locale} format="date" />
          </span>
          <FileMenu file={file} onOpen={open} />
        </>
      ) : (
        <Restore file={file} deletedAt={deletedAt} />
      )}
    </div>
  );
}

function Dot() {
  return <span aria-hidden="true"> · </span>;
}

function Name({ file: { id, name }, onOpen }: { file: ListedFile; onOpen: (() => void) | null }) {
  const t = useTranslations('files');
  const look = 'block max-w-full truncate rounded-sm text-left font-medium text-ink hover:text-accent';
  return onOpen ? (
    <AriaButton aria-label={t('openFile', { name })} onPress={onOpen} className={`${look} cursor-pointer`}>
      {name}
    </AriaButton>
  ) : (
    <a href={fileUrl(id, 'download')} download aria-label={t('downloadFile', { name })} className={look}>
      {name}
    </a>
  );
}

function Restore({ file, deletedAt }: { file: ListedFile; deletedAt: string }) {
  const t = useTranslations('files');
  const locale = useLocale();
  const { bringBack } = useFileRemoval();
  const lastDay = Date.parse(deletedAt) + UNDO_DELETE_DAYS * DAY_MS;
  return (
    <>
      <span className="shrink-0 text-right text-sm text-ink-soft max-md:hidden">
        {t.rich('keptUntil', { time: timeTag(lastDay, locale, 'date') })}
      </span>
      {file.canManage && (
        <Button
          size="sm"
          iconStart={<Undo2 />}
          aria-label={t('restoreFile', { name: file.name })}
          onPress={() => bringBack(file)}
        >
          {t('restore')}
        </Button>
      )}
    </>
  );
}
