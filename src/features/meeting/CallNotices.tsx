import type { Room } from 'livekit-client';
import { Volume2, WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/Button';
import { Spinner } from '@/ui/Spinner';
import type { CallSnapshot } from './snapshotRoom';
import { useIsOnline } from './useIsOnline';

export interface CallNoticesProps {
  room: Room;
  connection: CallSnapshot['connection'];
  canPlaySound: boolean;
}

const PILL =
  'pointer-events-auto flex max-w-full animate-rise items-center gap-2.5 rounded-full border border-stage-line bg-stage-raised py-2 pr-4 pl-3.5 text-sm shadow-high [&>svg]:size-4.5 [&>svg]:shrink-0';

/** What the call itself has to say, over the pictures: on its way, interrupted, or not allowed to sound. */
export function CallNotices({ room, connection, canPlaySound }: CallNoticesProps) {
  const t = useTranslations('call');
  const isOnline = useIsOnline();
  const isInterrupted = connection === 'reconnecting' || (connection === 'connected' && !isOnline);
  return (
    <div className="pointer-events-none absolute inset-x-3 top-3 z-30 flex flex-col items-center gap-2">
      <div role="status" className="contents">
        {connection === 'connecting' && (
          <p className={PILL}>
            <Spinner className="size-4.5 shrink-0" />
            {t('connecting')}
          </p>
        )}
        {isInterrupted && (
          <p className={PILL}>
            <WifiOff aria-hidden="true" className="text-warn" />
            {t('reconnecting')}
          </p>
        )}
      </div>
      {!canPlaySound && connection === 'connected' && (
        <div role="alert" className={PILL}>
          <Volume2 aria-hidden="true" className="text-warn" />
          {t('soundBlocked')}
          <Button
            size="sm"
            variant="primary"
            onPress={() => {
              // Refused once more: the notice stays, and so does its button.
              room.startAudio().catch(() => undefined);
            }}
          >
            {t('turnOnSound')}
          </Button>
        </div>
      )}
    </div>
  );
}
