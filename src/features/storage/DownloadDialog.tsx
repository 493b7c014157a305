'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { TRANSCODED } from '@/shared/recordings';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { RecordingForm } from './RecordingForm';
import type { RecordingDetails } from './watchable';

/** The forms of a recording: those that there are to be saved, the others to be made. */
export function DownloadDialog({ recording }: { recording: RecordingDetails }) {
  const t = useTranslations('recordings');
  const { isAudioOnly, files, canManage } = recording;
  const others = isAudioOnly ? [] : TRANSCODED.filter((kind) => files[kind] !== null || canManage);
  return (
    <Dialog
      title={t('downloadTitle')}
      description={others.length > 0 && canManage ? t('downloadText') : undefined}
      trigger={
        <Button size="sm" iconStart={<Download />}>
          {t('download')}
        </Button>
      }
    >
      <ul className="divide-y divide-line">
        {(['original', ...others] as const).map((kind) => (
          <li key={kind} className="py-3 first:pt-0 last:pb-0">
            <RecordingForm recording={recording} kind={kind} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
