import { Hand, Keyboard, Maximize, Minimize, Settings } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ControlButton } from './ControlButton';
import type { Door } from './Door';
import { RecordButton } from './RecordButton';
import { capOf } from './shortcuts';
import { useDoor } from './useDoor';
import type { OwnHand } from './useHand';
import { useFullscreen } from '@/ui/useFullscreen';

export interface WideControlsProps {
  door: Door;
  hand: OwnHand;
  onRecord: () => void;
  onSettings: () => void;
  onHelp: () => void;
}

/** Where there is room for it: what is rarer. It comes when the call is up, beside what is there already. */
export function WideControls({ door, hand, onRecord, onSettings, onHelp }: WideControlsProps) {
  const t = useTranslations('call');
  const fullscreen = useFullscreen();
  const { roomId, mayRecord } = useDoor(door);
  return (
    <>
      <ControlButton
        label={t('raiseHand')}
        tip={t(hand.isRaised ? 'lowerHand' : 'raiseHand')}
        shortcut={capOf('hand')}
        isOn={hand.isRaised}
        tone={hand.isRaised ? 'active' : 'neutral'}
        onPress={hand.toggle}
      >
        <Hand />
      </ControlButton>
      {mayRecord && <RecordButton roomId={roomId} onPress={onRecord} />}
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
