import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { announcement } from './announcement';
import type { Person } from './snapshotRoom';

export interface AnnouncerProps {
  people: readonly Person[];
  isMicrophoneOn: boolean;
  isConnected: boolean;
}

/** Tells screen readers, when they are free, who came and went, and what the keyboard did to the microphone. */
export function Announcer({ people, isMicrophoneOn, isConnected }: AnnouncerProps) {
  const t = useTranslations('call');
  const [words, setWords] = useState('');
  const before = useRef<readonly Person[] | null>(null);

  useEffect(() => {
    // Those who were in first are found, not greeted.
    const change = before.current && announcement(before.current, people);
    before.current = isConnected ? people : null;
    if (!change) return;
    const { joined, left } = change;
    setWords(
      [
        joined.length > 0 && t('joined', { count: joined.length, name: joined[0] ?? '' }),
        left.length > 0 && t('leftCall', { count: left.length, name: left[0] ?? '' }),
      ]
        .filter(Boolean)
        .join(' '),
    );
  }, [people, isConnected, t]);

  const wasMicrophoneOn = useRef(isMicrophoneOn);
  useEffect(() => {
    if (wasMicrophoneOn.current === isMicrophoneOn) return;
    wasMicrophoneOn.current = isMicrophoneOn;
    setWords(t(isMicrophoneOn ? 'microphoneOn' : 'microphoneOff'));
  }, [isMicrophoneOn, t]);

  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  );
}
