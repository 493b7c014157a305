import { CircleDot, Hand, Keyboard, Maximize, Settings } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isRecordingNow } from '@/shared/recordings';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { useFullscreen } from '@/ui/useFullscreen';
import type { OwnHand } from './useHand';
import { useRecording } from './useRecording';

export interface MoreDialogProps {
  roomId: string;
  hand: OwnHand;
  /** Left out for those who may not record. */
  onRecord: (() => void) | undefined;
  onSettings: () => void;
  onHelp: () => void;
  onClose: () => void;
}

/** On a phone: what has no room in the control bar. */
export function MoreDialog({ roomId, hand, onRecord, onSettings, onHelp, onClose }: MoreDialogProps) {
  const t = useTranslations('call');
  const fullscreen = useFullscreen();
  const toggleFullscreen = () => {
    fullscreen?.toggle();
    onClose();
  };
  return (
    <Dialog isOpen onOpenChange={onClose} size="sm" title={t('more')}>
      <div className="-mx-3 flex flex-col">
        <Action
          icon={<Hand />}
          label={t(hand.isRaised ? 'lowerHand' : 'raiseHand')}
          onPress={() => {
            hand.toggle();
            onClose();
          }}
        />
        {onRecord && <RecordAction roomId={roomId} onPress={onRecord} />}
        <Action icon={<Settings />} label={t('settings')} onPress={onSettings} />
        {fullscreen && (
          <Action
            icon={<Maximize />}
            label={t(fullscreen.isOn ? 'exitFullscreen' : 'fullscreen')}
            onPress={toggleFullscreen}
          />
        )}
        <Action icon={<Keyboard />} label={t('shortcutsTitle')} onPress={onHelp} />
      </div>
    </Dialog>
  );
}

function RecordAction({ roomId, onPress }: { roomId: string; onPress: () => void }) {
  const t = useTranslations('recording');
  const recording = useRecording(roomId);
  const isNow = recording ? isRecordingNow(recording.state) : false;
  return <Action icon={<CircleDot />} label={t(isNow ? 'manage' : 'record')} onPress={onPress} />;
}

function Action({ icon, label, onPress }: { icon: ReactNode; label: string; onPress: () => void }) {
  return (
    <Button
      variant="ghost"
      size="lg"
      iconStart={icon}
      onPress={onPress}
      className="justify-start! px-3! text-ink!"
    >
      {label}
    </Button>
  );
}
