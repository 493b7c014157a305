import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { isRecordingMoving } from '@/shared/recordings';
import { cx } from '@/ui/cx';
import { Tooltip } from '@/ui/Tooltip';
import { clock } from '@/ui/clock';
import type { Recording } from './Recording';

export interface RecordingMarkProps {
  recording: Recording;
  /** What a press opens, for those who may change it. */
  onPress: (() => void) | undefined;
}

const PILL =
  'flex h-8 items-center gap-2 rounded-full border border-stage-line bg-stage-raised/95 pr-3 pl-2.5 text-sm font-medium text-on-stage shadow-mid';

/** That one is recorded, and for how long already; there for as long as it is so. */
export function RecordingMark({ recording, onPress }: RecordingMarkProps) {
  const t = useTranslations('recording');
  const { state, startedAt } = recording;
  const words = t(`state.${state}`);
  const content = (
    <>
      <span
        aria-hidden="true"
        className={cx(
          'size-2.5 rounded-full',
          isRecordingMoving(state) ? 'bg-danger-ink' : 'bg-warn',
          state !== 'active' && isRecordingMoving(state) && 'animate-breathe',
        )}
      />
      <span>{words}</span>
      {state === 'active' && startedAt !== null && <Elapsed since={startedAt} />}
    </>
  );
  if (!onPress)
    return (
      <div role="group" aria-label={words} className={PILL}>
        {content}
      </div>
    );
  return (
    <Tooltip content={t('manage')} placement="bottom">
      <Button
        onPress={onPress}
        aria-label={`${words}. ${t('manage')}`}
        className={cx(PILL, 'cursor-pointer hover:bg-stage-hover pointer-coarse:h-10')}
      >
        {content}
      </Button>
    </Tooltip>
  );
}

function Elapsed({ since }: { since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <time className="text-on-stage-soft">{clock((now - Date.parse(since)) / 1000)}</time>;
}
