import { useTranslations } from 'next-intl';
import type { Recording } from './Recording';
import type { RecordingNews } from './recordingNews';

export interface RecordingWords {
  tone: 'warn' | 'neutral' | 'danger' | 'success';
  title: string;
  text: string;
}

/** The words for a turn of the recording; `mayRead`: whoever reads them can look at the recording later. */
export const useRecordingWords = (mayRead: boolean) => {
  const t = useTranslations('recording');
  return (news: RecordingNews, recording: Recording | null): RecordingWords => {
    const reason = recording?.failure ? t(`failure.${recording.failure}`) : t('failure.unknown');
    const name = recording?.startedByName ?? '';
    const stoppedBy = recording?.stoppedByName ?? '';
    switch (news) {
      case 'started':
        return {
          tone: 'warn',
          title: name === '' ? t('notice.startedItself') : t('notice.started', { name }),
          text: t(recording?.isAudioOnly ? 'notice.consentSound' : 'notice.consent'),
        };
      case 'stopped': {
        const end = stoppedBy === '' ? t('notice.stoppedText') : t('notice.stoppedBy', { name: stoppedBy });
        // A short one is saved before anybody hears that it is being saved.
        const isSaved = recording?.state === 'complete' && mayRead;
        return {
          tone: 'neutral',
          title: t('notice.stopped'),
          text: isSaved ? `${end} ${t('notice.savedText')}` : end,
        };
      }
      case 'failed':
        return { tone: 'danger', title: t('notice.failed'), text: reason };
      case 'unsaved':
        return { tone: 'danger', title: t('notice.unsaved'), text: reason };
      case 'saved':
        return { tone: 'success', title: t('notice.saved'), text: t('notice.savedText') };
    }
  };
};
