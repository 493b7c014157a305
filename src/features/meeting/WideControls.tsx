import { Hand, Keyboard, Maximize, Minimize, Settings } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ControlButton } from './ControlButton';
import { RecordButton } from './RecordButton';
import { capOf } from './shortcuts';
import type { OwnHand } from './useHand';
import { useFullscreen } from '@/ui/useFullscreen';

export interface WideControlsProps {
  roomId: string;
  hand: OwnHand;
  /** Left out for those who may not record. */
  onRecord: (() => void) | undefined;
  onSettings: () => void;
  onHelp: () => void;
}

/** Where there is room for it: what is rarer. It comes when the call is up, beside what is there already. */
export function WideControls({ roomId, hand, onRecord, onSettings, onHelp }: WideControlsProps) {
  const t = useTranslations('call');
  const fullscreen = useFullscreen();
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
      {onRecord && <RecordButton roomId={roomId} onPress={onRecord} />}
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
