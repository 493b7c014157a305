import { useTranslations } from 'next-intl';
import type { Recording } from './Recording';
import type { RecordingNews } from './recordingNews';

export interface RecordingWords {
  tone: 'warn' | 'neutral' | 'danger' | 'success';
  title: string;
  text: string;
}

/** The words for a turn of the recording. */
export const useRecordingWords = () => {
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
      case 'stopped':
        return {
          tone: 'neutral',
          title: t('notice.stopped'),
          text: stoppedBy === '' ? t('notice.stoppedText') : t('notice.stoppedBy', { name: stoppedBy }),
        };
      case 'failed':
        return { tone: 'danger', title: t('notice.failed'), text: reason };
      case 'unsaved':
        return { tone: 'danger', title: t('notice.unsaved'), text: reason };
      case 'saved':
        return { tone: 'success', title: t('notice.saved'), text: t('notice.savedText') };
    }
  };
};
