import { Mic, Video, Volume2 } from 'lucide-react';
import { type Room, RoomEvent } from 'livekit-client';
import { useTranslations } from 'next-intl';
import { useCallback, useSyncExternalStore } from 'react';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/toast';
import { tracksOf } from './awayCall';
import { writeDevicePreferences } from './deviceMemory';
import { DeviceSelect } from './DeviceSelect';
import { DEVICE_SOURCES } from './deviceSources';
import { canChooseSpeaker } from './playChime';
import { SpeakerTest } from './SpeakerTest';
import { useDevices } from './useDevices';

const SOURCES = { videoinput: DEVICE_SOURCES.camera, audioinput: DEVICE_SOURCES.microphone } as const;

const useActiveDevice = (room: Room, kind: MediaDeviceKind) => {
  const subscribe = useCallback(
    (onChange: () => void) => {
      room.on(RoomEvent.ActiveDeviceChanged, onChange);
      return () => {
        room.off(RoomEvent.ActiveDeviceChanged, onChange);
      };
    },
    [room],
  );
  return useSyncExternalStore(subscribe, () => room.getActiveDevice(kind) ?? null);
};

/** Camera, microphone and speaker, changed while the call goes on. */
export function SettingsDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const t = useTranslations('call');
  const { cameras, microphones, speakers, isKnown } = useDevices();
  const cameraId = useActiveDevice(room, 'videoinput');
  const microphoneId = useActiveDevice(room, 'audioinput');
  const speakerId = useActiveDevice(room, 'audiooutput');

  const choose = async (kind: MediaDeviceKind, id: string) => {
    try {
      await room.switchActiveDevice(kind, id);
      // What is sent again when a call that broke is back.
      const kept = kind === 'audiooutput' ? [] : tracksOf(room, [SOURCES[kind]]);
      await Promise.all(kept.map(async (track) => await track.setDeviceId({ exact: id })));
    } catch {
      toast({ tone: 'danger', title: t('switchFailed') });
    }
  };

  return (
    <Dialog isOpen onOpenChange={onClose} title={t('settings')}>
      <div className="flex flex-col gap-5">
        <DeviceSelect
          kind="camera"
          icon={<Video />}
          devices={cameras}
          isKnown={isKnown}
          currentId={cameraId}
          onChoose={(id) => {
            writeDevicePreferences({ cameraId: id });
            void choose('videoinput', id);
          }}
        />
        <DeviceSelect
          kind="microphone"
          icon={<Mic />}
          devices={microphones}
          isKnown={isKnown}
          currentId={microphoneId}
          onChoose={(id) => {
            writeDevicePreferences({ microphoneId: id });
            void choose('audioinput', id);
          }}
        />
        {canChooseSpeaker() ? (
          <div className="flex flex-col gap-2">
            <DeviceSelect
              kind="speaker"
              icon={<Volume2 />}
              devices={speakers}
              isKnown={isKnown}
              currentId={speakerId}
              onChoose={(id) => {
                writeDevicePreferences({ speakerId: id });
                void choose('audiooutput', id);
              }}
            />
            <SpeakerTest speakerId={speakerId} />
          </div>
        ) : (
          <p className="text-sm text-ink-soft">{t('speakerByBrowser')}</p>
        )}
      </div>
    </Dialog>
  );
}
