import { useTranslations } from 'next-intl';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { canInRoom } from '@/shared/permissions';
import { cx } from '@/ui/cx';
import { Announcer } from './Announcer';
import { CallNotices } from './CallNotices';
import type { ChatSlot } from './ChatSlot';
import { ControlBar } from './ControlBar';
import type { Door, Ticket } from './Door';
import type { LeftReason } from './leftReason';
import { type Pager, PeopleGrid } from './PeopleGrid';
import type { ShortcutId } from './shortcuts';
import { Sounds } from './Sounds';
import type { CallMedia, StartedCall } from './startCall';
import { useCallControls } from './useCallControls';
import { useCallSnapshot } from './useCallSnapshot';
import { useDarkPage } from './useDarkPage';
import { useDeviceNotices } from './useDeviceNotices';
import { useFullscreen } from '@/ui/useFullscreen';
import { useIsIdle } from './useIsIdle';
import { useLeaving } from './useLeaving';
import { type PanelId, usePanels } from './usePanels';
import { useShortcuts } from './useShortcuts';
import { useWakeLock } from './useWakeLock';

const AloneCard = lazy(async () => ({ default: (await import('./AloneCard')).AloneCard }));
const CopyLink = lazy(async () => ({ default: (await import('./CopyLink')).CopyLink }));
const WideControls = lazy(async () => ({ default: (await import('./WideControls')).WideControls }));
const CallLobby = lazy(async () => ({ default: (await import('./CallLobby')).CallLobby }));
const CallRecording = lazy(async () => ({ default: (await import('./CallRecording')).CallRecording }));
const ParticipantsPanel = lazy(async () => ({
  default: (await import('./ParticipantsPanel')).ParticipantsPanel,
}));
const ShareStage = lazy(async () => ({ default: (await import('./ShareStage')).ShareStage }));
const SettingsDialog = lazy(async () => ({ default: (await import('./SettingsDialog')).SettingsDialog }));
const LeaveDialog = lazy(async () => ({ default: (await import('./LeaveDialog')).LeaveDialog }));
const MoreDialog = lazy(async () => ({ default: (await import('./MoreDialog')).MoreDialog }));
const ShortcutsDialog = lazy(async () => ({ default: (await import('./ShortcutsDialog')).ShortcutsDialog }));

export interface CallProps {
  call: StartedCall;
  ticket: Ticket;
  media: CallMedia;
  door: Door;
  Chat: ChatSlot;
  /** Who came in was told on the way that they are recorded. */
  isTold: boolean;
  onLeft: (reason: LeftReason, media: CallMedia) => void;
}

/** The call. All that it shows comes from LiveKit's Room; what it keeps itself is which panels are open. */
export function Call({ call, ticket, media, door, Chat, isTold, onLeft }: CallProps) {
  const t = useTranslations('call');
  const { room } = call;
  const { connection, canPlaySound, people, self, shares, sounds } = useCallSnapshot(room, ticket);
  const isSharing = shares.some((share) => share.isLocal);
  const isPublishing = {
    camera: useIsPending(call.publishing.camera),
    microphone: useIsPending(call.publishing.microphone),
  };
  const panels = usePanels();
  const [unread, setUnread] = useState(0);
  const isIdle = useIsIdle(connection === 'connected' && !isPublishing.camera && !isPublishing.microphone);
  const [dialog, setDialog] = useState<'settings' | 'shortcuts' | 'more' | 'leave' | 'record' | null>(null);
  const pager = useRef<Pager>(null);
  const stage = useRef<HTMLElement>(null);
  // The button that led here is gone, and the focus with it.
  useEffect(() => stage.current?.focus(), []);
  const fullscreen = useFullscreen();
  const controls = useCallControls(room, ticket.rights, self, isSharing);
  useLeaving(room, self, media, onLeft);
  useDeviceNotices(room);
  useDarkPage();
  useWakeLock();

  const mayRecord = canInRoom(ticket.role, 'room:record');
  const record = () => mayRecord && setDialog('record');
  const run: Record<Exclude<ShortcutId, 'talk'>, () => void> = {
    microphone: controls.toggleMicrophone,
    camera: controls.toggleCamera,
    share: controls.toggleShare,
    people: () => panels.toggle('people'),
    chat: () => panels.toggle('chat'),
    record,
    fullscreen: () => fullscreen?.toggle(),
    previousPage: () => pager.current?.turn(-1),
    nextPage: () => pager.current?.turn(1),
    help: () => setDialog('shortcuts'),
  };
  useShortcuts({
    run: (id) => {
      if ((id === 'camera' || id === 'microphone') && isPublishing[id]) return;
      run[id]();
    },
    talk: () => !isPublishing.microphone && controls.talk(),
    hush: controls.hush,
  });

  const leave = () => void room.disconnect();
  const close = () => setDialog(null);
  const hide = (panel: PanelId) => {
    panels.hide(panel);
    // The focus was in the panel, and would be nowhere.
    stage.current?.focus();
  };
  const link = `${location.origin}/m/${door.code}`;
  const preview = isPublishing.camera && typeof media.camera === 'object' ? media.camera : null;
  const hasShares = shares.length > 0;
  return (
    <div className="group/call fixed inset-0 flex h-dvh flex-col bg-stage text-on-stage">
      <Announcer
        people={people}
        isMicrophoneOn={self.isMicrophoneOn}
        isConnected={connection === 'connected'}
      />
      <h1 className="shrink-0 truncate px-4 pt-[max(0.5rem,env(safe-area-inset-top))] text-center text-sm text-on-stage-soft group-has-data-mark/call:pl-44 group-has-data-mark/call:text-end md:hidden">
        {door.roomName}
      </h1>
      <main
        ref={stage}
        tabIndex={-1}
        aria-label={t('meeting', { name: door.roomName })}
        className="relative flex min-h-0 flex-1 gap-3 p-2 outline-none sm:p-3"
      >
        <CallNotices room={room} connection={connection} canPlaySound={canPlaySound} />
        <div
          className={cx('flex min-h-0 min-w-0 flex-1 flex-col gap-2 sm:gap-3', hasShares && 'lg:flex-row')}
        >
          {hasShares && (
            <Suspense>
              <ShareStage shares={shares} onStop={controls.toggleShare} />
            </Suspense>
          )}
          <div className={hasShares ? 'h-24 shrink-0 sm:h-32 lg:h-auto lg:w-56' : 'min-h-0 flex-1'}>
            <PeopleGrid people={people} preview={preview} isSmall={hasShares} pagerRef={pager} />
          </div>
        </div>
        <Suspense>{isIdle && people.length === 1 && !hasShares && <AloneCard link={link} />}</Suspense>
        <Suspense>
          {panels.isOpen.people && (
            <ParticipantsPanel people={people} link={link} onClose={() => hide('people')} />
          )}
        </Suspense>
        <Suspense>
          {(isIdle || panels.isOpen.chat) && (
            <Chat
              door={door}
              ticket={ticket}
              people={people}
              isOpen={panels.isOpen.chat}
              onOpen={() => panels.show('chat')}
              onClose={() => hide('chat')}
              onUnread={setUnread}
            />
          )}
        </Suspense>
      </main>
      <ControlBar
        roomName={door.roomName}
        beside={<Suspense>{isIdle && <CopyLink link={link} />}</Suspense>}
        self={self}
        count={people.length}
        isPublishing={isPublishing}
        isSharing={isSharing}
        rights={ticket.rights}
        controls={controls}
        isOpen={panels.isOpen}
        unread={unread}
        onPanel={panels.toggle}
        wide={
          <Suspense>
            {isIdle && (
              <WideControls
                roomId={door.roomId}
                onRecord={mayRecord ? record : undefined}
                onSettings={() => setDialog('settings')}
                onHelp={run.help}
              />
            )}
          </Suspense>
        }
        onMore={() => setDialog('more')}
        onLeave={canInRoom(ticket.role, 'meeting:end') ? () => setDialog('leave') : leave}
      />
      <Sounds sounds={sounds} />
      <Suspense>
        {isIdle && canInRoom(ticket.role, 'lobby:admit') && <CallLobby roomId={door.roomId} />}
      </Suspense>
      <Suspense>
        {(isIdle || isTold) && (
          <CallRecording
            room={room}
            roomId={door.roomId}
            role={ticket.role}
            isTold={isTold}
            isSharing={hasShares}
            isDialogOpen={dialog === 'record'}
            onOpen={record}
            onClose={close}
            onLeave={leave}
          />
        )}
      </Suspense>
      <Suspense>
        {dialog === 'settings' && <SettingsDialog room={room} onClose={close} />}
        {dialog === 'shortcuts' && <ShortcutsDialog mayRecord={mayRecord} onClose={close} />}
        {dialog === 'more' && (
          <MoreDialog
            roomId={door.roomId}
            onRecord={mayRecord ? record : undefined}
            onSettings={() => setDialog('settings')}
            onHelp={run.help}
            onClose={close}
          />
        )}
        {dialog === 'leave' && <LeaveDialog roomId={door.roomId} onLeave={leave} onClose={close} />}
      </Suspense>
    </div>
  );
}

const useIsPending = (promise: Promise<unknown>) => {
  const [isPending, setIsPending] = useState(true);
  useEffect(() => {
    let isCurrent = true;
    void promise.finally(() => {
      if (isCurrent) setIsPending(false);
    });
    return () => {
      isCurrent = false;
    };
  }, [promise]);
  return isPending;
};
