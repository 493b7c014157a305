import { useTranslations } from 'next-intl';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import type { RecordingWords } from './useRecordingWords';

export interface RecordingNoticeProps {
  words: RecordingWords;
  /** For who doesn't want to be recorded. */
  onLeave: (() => void) | undefined;
  onClose: () => void;
}

/** What happened to the recording, over the pictures until it is closed. */
export function RecordingNotice({ words, onLeave, onClose }: RecordingNoticeProps) {
  const t = useTranslations('recording.notice');
  return (
    <section
      aria-label={t('label')}
      className="absolute inset-x-3 top-14 z-30 mx-auto w-fit max-w-md animate-rise sm:top-16"
    >
      <Banner
        tone={words.tone}
        title={words.title}
        className="shadow-high"
        actions={
          <>
            <Button size="sm" variant="primary" onPress={onClose}>
              {t('close')}
            </Button>
            {onLeave && (
              <Button size="sm" onPress={onLeave}>
                {t('leave')}
              </Button>
            )}
          </>
        }
      >
        {words.text}
      </Banner>
    </section>
  );
}
