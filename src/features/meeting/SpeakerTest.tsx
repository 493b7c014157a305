'use client';

import { Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { playChime } from './playChime';

/** Plays a test sound through the speaker: null is the system's. */
export function SpeakerTest({ speakerId }: { speakerId: string | null }) {
  const t = useTranslations('prejoin.speakerTest');
  const [state, setState] = useState<'quiet' | 'playing' | 'failed'>('quiet');

  function handlePress() {
    setState('playing');
    playChime(speakerId).then(
      () => setState('quiet'),
      () => setState('failed'),
    );
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        size="sm"
        variant="ghost"
        className="-ml-3"
        iconStart={<Play />}
        isDisabled={state === 'playing'}
        onPress={handlePress}
      >
        {t(state === 'playing' ? 'playing' : 'play')}
      </Button>
      <p role="status" className="text-sm text-danger-ink">
        {state === 'failed' && t('failed')}
      </p>
    </div>
  );
}
