import { memo, useEffect, useRef } from 'react';
import type { Sound } from './snapshotRoom';

/** What the others say and what their screens play: one audio element for each. */
export const Sounds = memo(function Sounds({ sounds }: { sounds: readonly Sound[] }) {
  return sounds.map((sound) => <SoundOf key={sound.id} track={sound.track} />);
});

function SoundOf({ track }: Pick<Sound, 'track'>) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const audio = track.attach();
    ref.current?.append(audio);
    return () => {
      track.detach(audio);
      audio.remove();
    };
  }, [track]);
  return <div ref={ref} hidden />;
}
