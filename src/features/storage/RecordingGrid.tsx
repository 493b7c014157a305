import { cx } from '@/ui/cx';
import { RecordingCard } from './RecordingCard';
import type { ListedRecording } from './watchable';

export interface RecordingGridProps {
  label: string;
  recordings: readonly ListedRecording[];
  tenant: string;
  isInRoom?: boolean | undefined;
}

export function RecordingGrid({ label, recordings, tenant, isInRoom }: RecordingGridProps) {
  return (
    <ul aria-label={label} className={cx('grid gap-5 sm:grid-cols-2', !isInRoom && 'lg:grid-cols-3')}>
      {recordings.map((recording) => (
        <li key={recording.id} className="min-w-0">
          <RecordingCard recording={recording} tenant={tenant} isInRoom={isInRoom} />
        </li>
      ))}
    </ul>
  );
}
