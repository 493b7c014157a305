import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { canInRoom } from '@/shared/permissions';
import { Aside } from './Aside';
import type { CallDialog } from './CallDialogs';
import { CallNotices } from './CallNotices';
import { CallStage } from './CallStage';
import type { ChatSlot } from './ChatSlot';
import { ControlBar } from './ControlBar';
import type { Door, Ticket } from './Door';
import type { Pager } from './PeopleGrid';
import type { ShortcutId } from './shortcuts';
import { Sounds } from './Sounds';
import type { CallMedia, StartedCall } from './startCall';
import { useCallControls } from './useCallControls';
import { useCallSnapshot } from './useCallSnapshot';
import { useDarkPage } from './useDarkPage';
import { useDeviceNotices } from './useDeviceNotices';
import { lazyPart, loadParts } from '@/ui/lazyPart';
import { toast } from '@/ui/toast';
import { useFullscreen } from '@/ui/useFullscreen';
import { useHand } from './useHand';
import { useIsIdle } from './useIsIdle';
import { useIsPending } from './useIsPending';
import { type OnLeft, useLeaving } from './useLeaving';
import { type PanelId, usePanels } from './usePanels';
import type { Guard } from './useRejoin';
import { useShortcuts } from './useShortcuts';
import { useWakeLock } from './useWakeLock';

const AloneCard = lazyPart(async () => await import('./AloneCard'), 'AloneCard');
const CopyLink = lazyPart(async () => await import('./CopyLink'), 'CopyLink');
const WideControls = lazyPart(async () => await import('./WideControls'), 'WideControls');
const CallNews = lazyPart(async () => await import('./CallNews'), 'CallNews');
const CallRecording = lazyPart(async () => await import('./CallRecording'), 'CallRecording');
const CallDialogs = lazyPart(async () => await import('./CallDialogs'), 'CallDialogs');
const ParticipantsPanel = lazyPart(async () => await import('./ParticipantsPanel'), 'ParticipantsPanel');

export interface CallProps {
  call: StartedCall;
  ticket: Ticket;
  media: CallMedia;
  door: Door;
  Chat: ChatSlot;
  /** Who came in was told on the way that they are recorded. */
  isTold: boolean;
  /** Another way in, for a call that broke. */
  ticketAgain: () => Promise<Ticket>;
  onLeft: OnLeft;
}

/** The call. All that it shows comes from LiveKit's Room; what it keeps itself is which panels are open. */
export function Call({ call, ticket, media, door, Chat, isTold, ticketAgain, onLeft }: CallProps) {
  const t = useTranslations('call');
  const tErrors = useTranslations('errors');
  const { room } = call;
  const snapshot = useCallSnapshot(room, ticket);
  const { connection, canPlaySound, people, self, rights, shares, sounds } = snapshot;
  const isSharing = shares.some((share) => share.isLocal);
  const isPublishing = {
    camera: useIsPending(call.publishing.camera),
    microphone: useIsPending(call.publishing.microphone),
  };
  const panels = usePanels();
  const [unread, setUnread] = useState(0);
  const isIdle = useIsIdle(connection === 'connected', isPublishing.camera || isPublishing.microphone);
  useEffect(() => {
    if (isIdle) loadParts();
  }, [isIdle]);
  const [dialog, setDialog] = useState<CallDialog | null>(null);
  const pager = useRef<Pager>(null);
  const stage = useRef<HTMLElement>(null);
  // The button that led here is gone, and the focus with it.
  useEffect(() => stage.current?.focus(), []);
  const fullscreen = useFullscreen();
  const controls = useCallControls(room, rights, self, isSharing);
  const guardRef = useRef<Guard | null>(null);
  const leaving = useLeaving(room, self, guardRef, { media, onLeft });
  useDeviceNotices(room);
  useDarkPage();
  useWakeLock();

  const hand = useHand(door.roomId, self);
  const record = () => setDialog('record');
  const run: Record<Exclude<ShortcutId, 'talk'>, () => void> = {
    microphone: controls.toggleMicrophone,
    camera: controls.toggleCamera,
    share: controls.toggleShare,
    people: () => panels.toggle('people'),
    chat: () => panels.toggle('chat'),
    record,
    hand: hand.toggle,
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

  const leave = () => leaving.leave('left');
  const close = () => setDialog(null);
  const hide = (panel: PanelId) => {
    panels.hide(panel);
    // The focus was in the panel, and would be nowhere.
    stage.current?.focus();
  };
  const tellBroken = () => toast({ tone: 'danger', title: tErrors('UNKNOWN') });
  const link = `${location.origin}/m/${door.code}`;
  const preview = isPublishing.camera && typeof media.camera === 'object' ? media.camera : null;
  const hasShares = shares.length > 0;
  return (
    <div className="group/call fixed inset-0 flex h-dvh flex-col bg-stage text-on-stage">
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
        <CallStage
          snapshot={snapshot}
          preview={preview}
          pagerRef={pager}
          onStopSharing={controls.toggleShare}
        />
        <Aside onBroken={tellBroken}>
          {isIdle && people.length === 1 && !hasShares && <AloneCard link={link} />}
        </Aside>
        {panels.isOpen.people && (
          <Aside
            onBroken={() => {
              tellBroken();
              hide('people');
            }}
          >
            <ParticipantsPanel
              roomId={door.roomId}
              people={people}
              role={self.role}
              spotlight={snapshot.spotlight}
              link={link}
              onClose={() => hide('people')}
            />
          </Aside>
        )}
        <Aside onBroken={tellBroken}>
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
        </Aside>
      </main>
      <ControlBar
        roomName={door.roomName}
        beside={<Aside onBroken={tellBroken}>{isIdle && <CopyLink link={link} />}</Aside>}
        self={self}
        count={people.length}
        isPublishing={isPublishing}
        isSharing={isSharing}
        rights={rights}
        controls={controls}
        isOpen={panels.isOpen}
        unread={unread}
        onPanel={panels.toggle}
        wide={
          <Aside onBroken={tellBroken}>
            {isIdle && (
              <WideControls
                door={door}
                hand={hand}
                onRecord={record}
                onSettings={() => setDialog('settings')}
                onHelp={run.help}
              />
            )}
          </Aside>
        }
        onMore={() => setDialog('more')}
        onLeave={canInRoom(self.role, 'meeting:end') ? () => setDialog('leave') : leave}
      />
      <Sounds sounds={sounds} />
      <Aside onBroken={tellBroken}>
        {isIdle && (
          <CallNews
            room={room}
            guardRef={guardRef}
            rejoining={{ leaving, ticketAgain }}
            roomId={door.roomId}
            snapshot={snapshot}
            controls={controls}
          />
        )}
      </Aside>
      <Aside onBroken={tellBroken}>
        {(isIdle || isTold) && (
          <CallRecording
            room={room}
            door={door}
            role={self.role}
            isTold={isTold}
            isSharing={hasShares}
            isDialogOpen={dialog === 'record'}
            onOpen={record}
            onClose={close}
            onLeave={leave}
          />
        )}
      </Aside>
      {dialog !== null && dialog !== 'record' && (
        <Aside
          onBroken={() => {
            tellBroken();
            close();
          }}
        >
          <CallDialogs
            dialog={dialog}
            room={room}
            door={door}
            people={people}
            hand={hand}
            onOpen={setDialog}
            onLeave={leave}
            onClose={close}
          />
        </Aside>
      )}
    </div>
  );
}
