import {
  Ellipsis,
  Keyboard,
  Maximize,
  MessageSquareText,
  Mic,
  MicOff,
  Minimize,
  MonitorUp,
  MonitorX,
  PhoneOff,
  Settings,
  Users,
  Video,
  VideoOff,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MediaRights } from '@/shared/permissions';
import { CopyButton } from '@/ui/CopyButton';
import { ControlButton } from './ControlButton';
import { capOf } from './shortcuts';
import type { Person } from './snapshotRoom';
import type { CallDevice } from './startCall';
import type { CallControls } from './useCallControls';
import { useFullscreen } from '@/ui/useFullscreen';
import type { PanelId } from './usePanels';

export interface ControlBarProps {
  roomName: string;
  link: string;
  self: Person;
  count: number;
  /** On its way to the others for the first time. */
  isPublishing: Record<CallDevice, boolean>;
  isSharing: boolean;
  rights: MediaRights;
  controls: CallControls;
  isOpen: Record<PanelId, boolean>;
  onPanel: (id: PanelId) => void;
  /** Messages that nobody has looked at. */
  unread: number;
  onSettings: () => void;
  onHelp: () => void;
  onMore: () => void;
  onLeave: () => void;
}

const canShare = () => 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;

/** Everything that one does in a call; on a phone what is rarer moves into a menu. */
export function ControlBar(props: ControlBarProps) {
  return (
    <footer className="grid shrink-0 grid-cols-1 items-center gap-2 px-3 pt-1 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-4 md:grid-cols-[1fr_auto_1fr]">
      <div className="hidden min-w-0 items-center gap-1 md:flex">
        <h1 className="truncate text-sm font-medium">{props.roomName}</h1>
        <CopyLink link={props.link} />
      </div>
      <div className="flex items-center justify-center gap-1.5 max-sm:[&_button]:size-11 sm:gap-3">
        <MicrophoneControl {...props} />
        <CameraControl {...props} />
        <ShareControl {...props} />
        <span className="contents md:hidden">
          <PanelControls {...props} />
        </span>
        <EndControls {...props} />
      </div>
      <div className="hidden items-center justify-end gap-2 md:flex">
        <PanelControls {...props} />
        <WideControls {...props} />
      </div>
    </footer>
  );
}

function CopyLink({ link }: { link: string }) {
  const t = useTranslations('call');
  return (
    <CopyButton text={link} label={t('copyLink')} isIconOnly size="sm" className="text-on-stage-soft!" />
  );
}

function MicrophoneControl({ self, isPublishing, rights, controls }: ControlBarProps) {
  const t = useTranslations('call');
  const isOn = self.isMicrophoneOn;
  return (
    <ControlButton
      label={t('microphone')}
      tip={rights.microphone ? t(isOn ? 'microphoneTurnOff' : 'microphoneTurnOn') : t('denied.microphone')}
      shortcut={capOf('microphone')}
      isOn={isOn}
      tone={isOn ? 'neutral' : 'off'}
      isPending={isPublishing.microphone}
      onPress={controls.toggleMicrophone}
    >
      {isOn ? <Mic /> : <MicOff />}
    </ControlButton>
  );
}

function CameraControl({ self, isPublishing, rights, controls }: ControlBarProps) {
  const t = useTranslations('call');
  const isOn = self.isCameraOn;
  return (
    <ControlButton
      label={t('camera')}
      tip={rights.camera ? t(isOn ? 'cameraTurnOff' : 'cameraTurnOn') : t('denied.camera')}
      shortcut={capOf('camera')}
      isOn={isOn}
      tone={isOn ? 'neutral' : 'off'}
      isPending={isPublishing.camera || controls.pending.has('camera')}
      onPress={controls.toggleCamera}
    >
      {isOn ? <Video /> : <VideoOff />}
    </ControlButton>
  );
}

function ShareControl({ isSharing, rights, controls }: ControlBarProps) {
  const t = useTranslations('call');
  if (!canShare()) return null;
  return (
    <ControlButton
      label={t('shareScreen')}
      tip={rights.screen ? t(isSharing ? 'stopSharing' : 'shareScreen') : t('denied.screen')}
      shortcut={capOf('share')}
      isOn={isSharing}
      tone={isSharing ? 'active' : 'neutral'}
      onPress={controls.toggleShare}
      className={rights.screen ? undefined : 'opacity-50'}
    >
      {isSharing ? <MonitorX /> : <MonitorUp />}
    </ControlButton>
  );
}

function PanelControls({ count, unread, isOpen, onPanel }: ControlBarProps) {
  const t = useTranslations('call');
  return (
    <>
      <ControlButton
        label={t('peopleCount', { count })}
        tip={t('people')}
        shortcut={capOf('people')}
        isOn={isOpen.people}
        tone={isOpen.people ? 'active' : 'neutral'}
        badge={count > 1 ? count : undefined}
        onPress={() => onPanel('people')}
      >
        <Users />
      </ControlButton>
      <ControlButton
        label={t('chatCount', { count: unread })}
        tip={t('chat')}
        shortcut={capOf('chat')}
        isOn={isOpen.chat}
        tone={isOpen.chat ? 'active' : 'neutral'}
        badge={isOpen.chat || unread === 0 ? undefined : unread}
        badgeTone="accent"
        onPress={() => onPanel('chat')}
      >
        <MessageSquareText />
      </ControlButton>
    </>
  );
}

function WideControls({ onSettings, onHelp }: ControlBarProps) {
  const t = useTranslations('call');
  const fullscreen = useFullscreen();
  return (
    <>
      <ControlButton label={t('settings')} tip={t('settings')} onPress={onSettings}>
        <Settings />
      </ControlButton>
      {fullscreen && (
        <ControlButton
          label={t('fullscreen')}
          tip={t(fullscreen.isOn ? 'exitFullscreen' : 'fullscreen')}
          shortcut={capOf('fullscreen')}
          isOn={fullscreen.isOn}
          onPress={fullscreen.toggle}
        >
          {fullscreen.isOn ? <Minimize /> : <Maximize />}
        </ControlButton>
      )}
      <ControlButton
        label={t('shortcutsTitle')}
        tip={t('shortcutsTitle')}
        shortcut={capOf('help')}
        onPress={onHelp}
        className="hidden lg:inline-flex"
      >
        <Keyboard />
      </ControlButton>
    </>
  );
}

function EndControls({ onMore, onLeave }: ControlBarProps) {
  const t = useTranslations('call');
  return (
    <>
      <ControlButton label={t('more')} tip={t('more')} onPress={onMore} className="md:hidden">
        <Ellipsis />
      </ControlButton>
      <ControlButton label={t('leave')} tip={t('leave')} tone="danger" onPress={onLeave} className="sm:w-16!">
        <PhoneOff />
      </ControlButton>
    </>
  );
}
