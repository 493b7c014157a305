import { Clapperboard, Music, TriangleAlert } from 'lucide-react';
import { isRecordingMoving } from '@/shared/recordings';
import { fileUrl } from '@/shared/fileUrl';
import { clock } from '@/ui/clock';
import type { ListedRecording } from './watchable';

/** A recording's picture with its length; a quiet sign where it has none. */
export function RecordingPoster({ recording }: { recording: ListedRecording }) {
  const { id, hasPoster, isAudioOnly, duration, state, deletedAt } = recording;
  const Icon = state === 'failed' || state === 'lost' ? TriangleAlert : isAudioOnly ? Music : Clapperboard;
  return (
    <span className="relative grid aspect-video w-full place-items-center overflow-hidden bg-sunken text-ink-faint">
      {/* What is deleted is given to nobody. */}
      {hasPoster && deletedAt === null ? (
        <img
          src={fileUrl(id, 'thumbnail')}
          alt=""
          loading="lazy"
          className="absolute inset-0 size-full object-cover"
        />
      ) : (
        <Icon aria-hidden="true" className="size-9 opacity-60" />
      )}
      {duration !== null && !isRecordingMoving(state) && (
        <span className="absolute right-2 bottom-2 rounded-md bg-stage/85 px-1.5 py-0.5 text-xs font-medium text-on-stage tabular-nums">
          {clock(duration)}
        </span>
      )}
    </span>
  );
}
