import type { VideoTrack } from 'livekit-client';
import { useEffect, useRef } from 'react';
import { cx } from '@/ui/cx';

export interface TrackVideoProps {
  /** LiveKit's track, or the browser's own while it is still on its way to LiveKit. */
  track: VideoTrack | MediaStreamTrack;
  label: string;
  isMirrored?: boolean | undefined;
  className?: string | undefined;
}

/** A picture without its sound. LiveKit watches the element: out of sight, nothing is sent for it. */
export function TrackVideo({ track, label, isMirrored, className }: TrackVideoProps) {
  const ref = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    if (track instanceof MediaStreamTrack) {
      video.srcObject = new MediaStream([track]);
      return () => {
        video.srcObject = null;
      };
    }
    track.attach(video);
    return () => {
      track.detach(video);
    };
  }, [track]);

  return (
    <video
      ref={ref}
      aria-label={label}
      autoPlay
      playsInline
      muted
      className={cx('size-full', isMirrored && '-scale-x-100', className)}
    />
  );
}
