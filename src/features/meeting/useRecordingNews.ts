import { useEffect, useEffectEvent, useRef } from 'react';
import { readDevicePreferences } from './deviceMemory';
import { playChime } from './playChime';
import type { Recording } from './Recording';
import { type RecordingNews, recordingNews } from './recordingNews';

const RISING = [587.33, 880];
const FALLING = [880, 587.33];

const chimes: Record<RecordingNews, readonly number[] | null> = {
  started: RISING,
  stopped: FALLING,
  failed: FALLING,
  unsaved: null,
  saved: null,
};

/**
 * Tells each turn of the recording once, with a sound where it begins or ends. `isTold`: who came in was told before
 * that they are recorded.
 */
export const useRecordingNews = (
  recording: Recording | null | undefined,
  isTold: boolean,
  onNews: (news: RecordingNews, recording: Recording | null) => void,
) => {
  const before = useRef<Recording | null | undefined>(undefined);
  const tell = useEffectEvent(onNews);
  useEffect(() => {
    if (recording === undefined) return;
    const isFirst = before.current === undefined;
    const news = recordingNews(before.current ?? null, recording);
    before.current = recording;
    if (!news || (isFirst && isTold)) return;
    tell(news, recording);
    const notes = chimes[news];
    // A browser that has muted the page says so itself.
    if (notes) playChime(readDevicePreferences().speakerId, notes).catch(() => undefined);
  }, [recording, isTold]);
};
