import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Person } from './snapshotRoom';
import { hear, type Speech, steadySpeakers } from './steadySpeakers';

/** Milliseconds between two looks: LiveKit tells when speech begins and ends, but not that it goes on. */
const LOOK = 250;

/** The identities of those who have been speaking for two seconds and still do. */
export const useSteadySpeakers = (people: readonly Person[]): readonly string[] => {
  const [steady, setSteady] = useState<readonly string[]>([]);
  const speech = useRef<ReadonlyMap<string, Speech>>(new Map());
  const look = useEffectEvent(() => {
    speech.current = hear(speech.current, people, performance.now());
    const next = steadySpeakers(speech.current);
    setSteady((now) => (now.join() === next.join() ? now : next));
  });
  useEffect(() => {
    const timer = setInterval(() => look(), LOOK);
    return () => clearInterval(timer);
  }, []);
  return steady;
};
