import { useTranslations } from 'next-intl';
import { isRecordingMoving } from '@/shared/recordings';
import { Badge } from '@/ui/Badge';
import type { ListedRecording } from './watchable';

type Told = Pick<ListedRecording, 'state' | 'failure' | 'isCutShort' | 'isAudioOnly'>;

/** What there is to say about a recording in a word or two; nothing about one that is as it should be. */
export function RecordingState({ recording: { state, isCutShort } }: { recording: Told }) {
  const t = useTranslations('recordings');
  if (isRecordingMoving(state))
    return (
      <Badge tone={state === 'active' ? 'danger' : 'accent'} isLive>
        {t(`states.${state}`)}
      </Badge>
    );
  if (state !== 'complete') return <Badge tone="danger">{t(`states.${state}`)}</Badge>;
  return isCutShort ? <Badge tone="warn">{t('cutShort')}</Badge> : null;
}

/** The same in a sentence, with what can be done; null where all is well. */
export const useRecordingNote = () => {
  const t = useTranslations('recordings');
  return ({ state, failure, isCutShort }: Told): string | null => {
    switch (state) {
      case 'requested':
      case 'starting':
      case 'active':
      case 'ending':
        return t(`movingText.${state}`);
      case 'failed':
        return failure ? t(`failures.${failure}`) : t('failedText');
      case 'lost':
        return failure ? t(`failures.${failure}`) : t('lostText');
      case 'complete':
        return isCutShort ? t('cutShortText') : null;
    }
  };
};
