'use client';

import type { Room } from 'livekit-client';
import { useTranslations } from 'next-intl';
import { Suspense, useEffect, useRef, useState } from 'react';
import { appCodeOf, isOffline } from '@/api/appError';
import { lazyPart } from '@/ui/lazyPart';
import { Logo } from '@/ui/Logo';
import { toast } from '@/ui/toast';
import type { Call } from './Call';
import type { ChatSlot } from './ChatSlot';
import type { Door, Ticket } from './Door';
import { LeftScreen } from './LeftScreen';
import type { LeftReason } from './leftReason';
import { mediaProblemOf } from './mediaProblem';
import { Prejoin } from './Prejoin';
import type { CallDevice, CallMedia, StartedCall } from './startCall';
import { useIsRecorded } from './useIsRecorded';
import { useTicket } from './useTicket';

type Stage =
  | { kind: 'prejoin' }
  | {
      kind: 'call';
      call: StartedCall;
      ticket: Ticket;
      media: CallMedia;
      CallView: typeof Call;
      isTold: boolean;
    }
  | { kind: 'left'; reason: LeftReason; name: string; media: CallMedia };

const loadWaitingRoom = async () => await import('./WaitingRoom');
const WaitingRoom = lazyPart(loadWaitingRoom, 'WaitingRoom');

/** livekit-client and the call's own parts, in chunks of their own that load while the preview is looked at. */
const loadCall = async () => {
  const [{ Call: CallView }, { startCall, warmUp }] = await Promise.all([
    import('./Call'),
    import('./startCall'),
  ]);
  return { CallView, startCall, warmUp };
};

const stopMedia = ({ camera, microphone }: CallMedia) => {
  for (const media of [camera, microphone]) if (typeof media === 'object') media.stop();
};

/** The link's page: preview, then the call, then the way out. */
export function Meeting({ door, Chat }: { door: Door; Chat: ChatSlot }) {
  const t = useTranslations('errors');
  const tProblem = useTranslations('call.problem');
  const { request, forget } = useTicket(door.roomId);
  const [stage, setStage] = useState<Stage>({ kind: 'prejoin' });
  const [isJoining, setIsJoining] = useState(false);
  const [error, setError] = useState(
    door.way === 'barred' ? t('BARRED') : door.way === 'locked' ? t('ROOM_LOCKED') : null,
  );
  /** Who waits to be let in; each time that they are made to wait counts. */
  const [waiting, setWaiting] = useState<{ name: string; count: number } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const room = useRef<Room>(null);
  const isRecorded = useIsRecorded(door, stage.kind === 'prejoin');

  /** Whoever goes elsewhere in the middle of joining must not be in the call unseen. */
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      void room.current?.disconnect();
    };
  }, []);

  const ticketFor = (name: string) => request(door.isGuest ? name : undefined);

  const onIntent = (name: string) => {
    const prepare = async () => {
      if (door.way !== 'in' || waiting) return await Promise.all([loadCall(), loadWaitingRoom()]);
      const [{ warmUp }, ticket] = await Promise.all([loadCall(), ticketFor(name)]);
      await warmUp(ticket);
    };
    // The click asks again and says what is wrong.
    prepare().catch(() => undefined);
  };

  const tellFailure = async (device: CallDevice, publishing: Promise<unknown>) => {
    const cause = await publishing;
    if (cause !== null)
      toast({ tone: 'warn', title: tProblem(mediaProblemOf(cause, device).kind, { device }) });
  };

  const enter = async (name: string, media: CallMedia) => {
    setIsJoining(true);
    setError(null);
    try {
      const [{ CallView, startCall }, ticket] = await Promise.all([loadCall(), ticketFor(name)]);
      if (!isHere.current) return stopMedia(media);
      forget();
      const call = startCall(ticket, media);
      room.current = call.room;
      call.connecting.catch(() => {
        // LiveKit's own event comes first and knows more; this is for a browser that can't even try.
        setStage((now) =>
          now.kind === 'call' && now.call === call ? { kind: 'left', reason: 'failed', name, media } : now,
        );
      });
      void tellFailure('camera', call.publishing.camera);
      void tellFailure('microphone', call.publishing.microphone);
      // From the way out one sees no notice.
      setStage({
        kind: 'call',
        call,
        ticket,
        media,
        CallView,
        isTold: isRecorded && stage.kind === 'prejoin',
      });
      setWaiting(null);
    } catch (cause) {
      if (!isHere.current) return stopMedia(media);
      if (appCodeOf(cause) === 'MUST_WAIT') {
        setStage({ kind: 'prejoin' });
        setWaiting((before) => ({ name, count: (before?.count ?? 0) + 1 }));
      } else {
        setWaiting(null);
        setError(t(appCodeOf(cause) ?? (isOffline(cause) ? 'OFFLINE' : 'UNKNOWN')));
      }
    } finally {
      setIsJoining(false);
    }
  };

  switch (stage.kind) {
    case 'prejoin':
      return (
        <main className="flex min-h-dvh flex-col">
          <header className="mx-auto w-full max-w-7xl px-4 py-4 sm:px-8 sm:py-5">
            <Logo />
          </header>
          <Prejoin
            roomName={door.roomName}
            tenant={door.tenant}
            isGuest={door.isGuest}
            name={waiting?.name ?? door.name}
            rights={door.rights}
            startsMuted={door.startsMuted}
            isRecorded={isRecorded}
            isJoining={isJoining}
            error={error}
            action={door.way === 'lobby' || door.way === 'hostAbsent' ? door.way : 'in'}
            formRef={form}
            waiting={
              waiting && (
                <Suspense>
                  <WaitingRoom
                    key={waiting.count}
                    roomId={door.roomId}
                    name={door.isGuest ? waiting.name : undefined}
                    onAdmitted={() => form.current?.requestSubmit()}
                    onLeave={() => setWaiting(null)}
                  />
                </Suspense>
              )
            }
            onIntent={onIntent}
            onJoin={({ name, media }) =>
              void enter(name, {
                camera: media.camera ?? media.isPending.camera,
                microphone: media.microphone ?? media.isPending.microphone,
              })
            }
          />
        </main>
      );
    case 'call':
      return (
        <stage.CallView
          key={stage.ticket.token}
          call={stage.call}
          ticket={stage.ticket}
          media={stage.media}
          door={door}
          Chat={Chat}
          isTold={stage.isTold}
          ticketAgain={async () => {
            forget();
            return await ticketFor(stage.ticket.name);
          }}
          onLeft={(reason, media, isRefused) => {
            setStage({ kind: 'left', reason, name: stage.ticket.name, media });
            // Asking once more tells why, in words, or leads to where one waits.
            if (isRefused) void enter(stage.ticket.name, media);
          }}
        />
      );
    case 'left':
      return (
        <LeftScreen
          door={door}
          reason={stage.reason}
          error={error}
          isJoining={isJoining}
          onRejoin={() => void enter(stage.name, stage.media)}
        />
      );
  }
}
