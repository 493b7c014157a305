import { Bell, BellOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/IconButton';
import { setSoundOn, useIsSoundOn } from './soundPreference';

/** Turns the sound of new messages off and on, for all rooms. */
export function SoundButton() {
  const t = useTranslations('chat');
  const isOn = useIsSoundOn();
  return (
    <IconButton label={t(isOn ? 'soundTurnOff' : 'soundTurnOn')} size="sm" onPress={() => setSoundOn(!isOn)}>
      {isOn ? <Bell /> : <BellOff />}
    </IconButton>
  );
}
