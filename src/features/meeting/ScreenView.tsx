import { MonitorUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode, RefObject } from 'react';
import { Spinner } from '@/ui/Spinner';
import type { Share } from './snapshotRoom';
import { TrackVideo } from './TrackVideo';

export interface ScreenViewProps {
  share: Share;
  hasName?: boolean | undefined;
  /** In the corner. */
  children?: ReactNode;
  screenRef?: RefObject<HTMLDivElement | null>;
}

/** Another's shared screen, whole: in the call, where buttons are added, and in a recording, where none are. */
export function ScreenView({ share, hasName = true, children, screenRef }: ScreenViewProps) {
  const t = useTranslations('call');
  const label = t('screenOf', { name: share.name });
  return (
    <div
      ref={screenRef}
      role="group"
      aria-label={label}
      className="group/tile relative grid size-full place-items-center overflow-hidden rounded-2xl bg-black"
    >
      {share.track ? (
        <TrackVideo track={share.track} label={label} className="absolute inset-0 object-contain" />
      ) : (
        <Spinner label={label} className="size-8" />
      )}
      {hasName && (
        <div className="absolute inset-x-2 bottom-2 flex items-end justify-between gap-2">
          <span className="flex min-w-0 items-center gap-1.5 rounded-lg bg-stage/80 px-2.5 py-1 text-xs sm:text-sm">
            <MonitorUp aria-hidden="true" className="size-3.5 shrink-0" />
            <span className="truncate">{label}</span>
          </span>
          {children}
        </div>
      )}
    </div>
  );
}
