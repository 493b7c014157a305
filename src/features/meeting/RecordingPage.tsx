'use client';

import { Room, setLogLevel } from 'livekit-client';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { type RecordingLook, RecordingView } from './RecordingView';

export interface RecordingPageProps {
  look: RecordingLook;
  /** LiveKit's address and the recorder's token, as the recorder wrote them behind the page's own. */
  url: string | undefined;
  token: string | undefined;
}

// Recorders read the console, and keep it.
setLogLevel('silent');

/** The page that a recorder looks at. It follows LiveKit's contract for such pages, and nobody else has use for it. */
export function RecordingPage({ look, url, token }: RecordingPageProps) {
  const t = useTranslations('recording.page');
  const [room, setRoom] = useState<Room | null>(null);
  const [isFailed, setIsFailed] = useState(false);
  const isComplete = Boolean(url && token);

  useEffect(() => {
    if (!url || !token) return;
    let isHere = true;
    const connected = new Room({ adaptiveStream: false, dynacast: false, disconnectOnPageLeave: true });
    connected.connect(url, token, { autoSubscribe: true }).then(
      () => isHere && setRoom(connected),
      () => isHere && setIsFailed(true),
    );
    return () => {
      isHere = false;
      void connected.disconnect();
    };
  }, [url, token]);

  return (
    <main
      data-theme="dark"
      className="fixed inset-0 flex cursor-none flex-col overflow-hidden bg-stage p-4 text-on-stage select-none"
    >
      {room && <RecordingView room={room} look={look} />}
      {/* The class is part of LiveKit's contract: it stands for a page that will never start. */}
      {(isFailed || !isComplete) && (
        <div className="error m-auto text-lg">{t(isComplete ? 'unreachable' : 'incomplete')}</div>
      )}
    </main>
  );
}
