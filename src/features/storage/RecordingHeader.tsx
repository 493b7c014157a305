'use client';

import { ArrowLeft, Pencil, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { IconButton } from '@/ui/IconButton';
import { Time } from '@/ui/Time';
import { DownloadDialog } from './DownloadDialog';
import { RenameRecordingDialog } from './RenameRecordingDialog';
import { ShareDialog } from './ShareDialog';
import { useRecordingRemoval } from './useRecordingRemoval';
import type { RecordingDetails } from './watchable';

export interface RecordingHeaderProps {
  recording: RecordingDetails;
  tenant: string;
  siteUrl: string;
}

export function RecordingHeader({ recording, tenant, siteUrl }: RecordingHeaderProps) {
  const t = useTranslations('recordings');
  const locale = useLocale();
  const router = useRouter();
  const { remove } = useRecordingRemoval();
  const [isRenaming, setIsRenaming] = useState(false);
  const { id, name, room, startedAt, requestedAt, startedByName, canManage, files } = recording;
  const list = `/t/${tenant}/recordings`;
  return (
    <header className="mb-6">
      <Link
        href={list}
        prefetch={false}
        className="inline-flex items-center gap-1.5 rounded-sm text-sm text-ink-soft hover:text-accent"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {t('back')}
      </Link>
      <div className="mt-2 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold wrap-anywhere">{name}</h1>
          <p className="mt-1 text-sm text-ink-soft">
            <Time value={startedAt ?? requestedAt} locale={locale} />
            <span aria-hidden="true"> · </span>
            <Link
              href={`/t/${tenant}/rooms/${room.id}`}
              prefetch={false}
              className="rounded-sm hover:text-accent"
            >
              {room.name}
            </Link>
            <span aria-hidden="true"> · </span>
            {startedByName === null ? t('startedItself') : t('startedBy', { name: startedByName })}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {files.original && <DownloadDialog recording={recording} />}
          {canManage && files.original && <ShareDialog recordingId={id} siteUrl={siteUrl} />}
          {canManage && (
            <>
              <IconButton label={t('rename')} size="sm" onPress={() => setIsRenaming(true)}>
                <Pencil />
              </IconButton>
              <IconButton
                label={t('remove')}
                size="sm"
                onPress={() => remove(recording, () => router.push(list))}
              >
                <Trash2 />
              </IconButton>
              <RenameRecordingDialog recording={recording} isOpen={isRenaming} onOpenChange={setIsRenaming} />
            </>
          )}
        </div>
      </div>
    </header>
  );
}
