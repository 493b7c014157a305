'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { fileUrl } from '@/shared/fileUrl';
import type { Transcoded } from '@/shared/recordings';
import { Button } from '@/ui/Button';
import { formatBytes } from '@/ui/formatBytes';
import { LinkButton } from '@/ui/LinkButton';
import { ProgressBar } from '@/ui/ProgressBar';
import type { RecordingDetails } from './watchable';

export interface RecordingFormProps {
  recording: RecordingDetails;
  kind: 'original' | Transcoded;
}

/** One form of a recording: saved by a link, or made first. */
export function RecordingForm({ recording, kind }: RecordingFormProps) {
  const t = useTranslations('recordings');
  const locale = useLocale();
  const file = recording.files[kind];
  const form = t(`forms.${kind === 'original' && recording.isAudioOnly ? 'originalSound' : kind}`);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{form}</p>
        <p className="text-sm text-ink-soft">
          {recording.isAudioOnly ? t('soundOnly') : t(`formTexts.${kind}`)}
          {file && (
            <span className="tabular-nums">
              <span aria-hidden="true"> · </span>
              {formatBytes(locale, file.size)}
            </span>
          )}
        </p>
      </div>
      {file ? (
        <LinkButton
          href={fileUrl(file.id, 'download')}
          download
          size="sm"
          iconStart={<Download />}
          aria-label={t('saveForm', { form })}
        >
          {t('download')}
        </LinkButton>
      ) : (
        kind !== 'original' && <Making recording={recording} kind={kind} form={form} />
      )}
    </div>
  );
}

interface MakingProps {
  recording: RecordingDetails;
  kind: Transcoded;
  form: string;
}

function Making({ recording: { id: recordingId, transcodes }, kind, form }: MakingProps) {
  const t = useTranslations('recordings');
  const { recordings } = useTRPC().storage;
  const client = useQueryClient();
  const asked = {
    onSettled: async () => await client.invalidateQueries(recordings.get.queryFilter({ recordingId })),
  };
  const make = useMutation(recordings.transcode.mutationOptions(asked));
  const cancel = useMutation(recordings.cancelTranscode.mutationOptions(asked));
  const now = transcodes.find((one) => one.kind === kind);
  if (now?.state === 'waiting' || now?.state === 'running') {
    const percent = Math.round(now.progress * 100);
    const text = now.state === 'waiting' ? t('makingWaits') : t('making', { percent });
    return (
      <>
        <Button
          size="sm"
          variant="ghost"
          aria-label={t('cancelForm', { form })}
          isPending={cancel.isPending}
          onPress={() => cancel.mutate({ recordingId, kind })}
        >
          {t('cancel')}
        </Button>
        <div className="w-full">
          <ProgressBar label={form} value={now.progress} text={text} />
          <p className="pt-1 text-xs text-ink-soft tabular-nums">{text}</p>
        </div>
      </>
    );
  }
  const hasFailed = now?.state === 'failed';
  return (
    <>
      <Button
        size="sm"
        aria-label={t('makeForm', { form })}
        isPending={make.isPending}
        onPress={() => make.mutate({ recordingId, kind })}
      >
        {hasFailed ? t('retry') : t('make')}
      </Button>
      {hasFailed && (
        <p role="status" className="w-full text-sm text-danger-ink">
          {now.failure === null ? t('makeFailedPlain') : t('makeFailed', { reason: now.failure })}
        </p>
      )}
    </>
  );
}
