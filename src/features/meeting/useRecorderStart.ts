import { type RefObject, useEffect, useEffectEvent } from 'react';
import { tellRecorder } from './tellRecorder';

/** Milliseconds that a missing picture holds up the others, and that nothing at all is waited for. */
const AFTER_FIRST = 1_000;
const AT_LATEST = 5_000;
const LOOK = 50;

const isPainted = (video: HTMLVideoElement) =>
  video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0;

export interface RecorderStart {
  isConnected: boolean;
  /** How many people, and how many cameras and screens of them are on. */
  people: number;
  pictures: number;
  /** Whether all sound that is sent has an element that plays it. */
  hasSound: boolean;
}

/** Tells the recorder to begin: when everybody is on the screen, with a picture who has a camera on. */
export const useRecorderStart = (stage: RefObject<HTMLElement | null>, start: RecorderStart) => {
  const countPainted = () => [...(stage.current?.querySelectorAll('video') ?? [])].filter(isPainted).length;
  const isReady = useEffectEvent((sinceFirst: number) => {
    const painted = countPainted();
    const isWhole = painted >= start.pictures || (painted > 0 && sinceFirst >= AFTER_FIRST);
    return start.people > 0 && start.hasSound && isWhole;
  });
  const hasPicture = useEffectEvent(() => countPainted() > 0);

  useEffect(() => {
    if (!start.isConnected) return;
    const since = performance.now();
    let first = Infinity;
    const timer = setInterval(() => {
      const now = performance.now();
      if (hasPicture()) first = Math.min(first, now);
      if (!isReady(now - first) && now - since < AT_LATEST) return;
      clearInterval(timer);
      // What was just decoded is on the screen with the frame after next.
      requestAnimationFrame(() => requestAnimationFrame(() => tellRecorder('START_RECORDING')));
    }, LOOK);
    return () => clearInterval(timer);
  }, [start.isConnected]);
};
