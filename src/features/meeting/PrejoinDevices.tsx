'use client';

import { Mic, Video, Volume2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DeviceSelect } from './DeviceSelect';
import { MicrophoneLevel } from './MicrophoneLevel';
import { canChooseSpeaker } from './playChime';
import type { MediaDevice } from './mediaProblem';
import type { PreviewState } from './previewMedia';
import { SpeakerTest } from './SpeakerTest';
import type { Devices } from './useDevices';
import type { PreviewMedia } from './usePreviewMedia';

export interface PrejoinDevicesProps {
  devices: Devices;
  state: PreviewState;
  media: PreviewMedia;
  canUse: Record<MediaDevice, boolean>;
  isDisabled: boolean;
}

export function PrejoinDevices({ devices, state, media, canUse, isDisabled }: PrejoinDevicesProps) {
  const t = useTranslations('prejoin.devices');
  const { camera, microphone, speakerId } = state;
  const isSpeakerFixed = devices.isKnown && (devices.speakers.length === 0 || !canChooseSpeaker());
  return (
    <div role="group" aria-label={t('label')} className="flex flex-col gap-4">
      <DeviceSelect
        kind="camera"
        isKnown={devices.isKnown}
        isDisabled={isDisabled || !canUse.camera}
        devices={devices.cameras}
        currentId={idOf(camera.track) ?? camera.chosenId}
        onChoose={(id) => media.choose('camera', id)}
        icon={<Video />}
      />
      <div className="flex flex-col gap-2.5">
        <DeviceSelect
          kind="microphone"
          isKnown={devices.isKnown}
          isDisabled={isDisabled || !canUse.microphone}
          devices={devices.microphones}
          currentId={idOf(microphone.track) ?? microphone.chosenId}
          onChoose={(id) => media.choose('microphone', id)}
          icon={<Mic />}
        />
        {canUse.microphone && <MicrophoneLevel track={microphone.track} />}
      </div>
      <div className="flex flex-col gap-1.5">
        {isSpeakerFixed ? (
          <p className="text-sm text-ink-soft">{t('speakerFixed')}</p>
        ) : (
          <DeviceSelect
            kind="speaker"
            isKnown={devices.isKnown}
            isDisabled={isDisabled}
            devices={devices.speakers}
            currentId={speakerId}
            onChoose={media.chooseSpeaker}
            icon={<Volume2 />}
          />
        )}
        <SpeakerTest speakerId={speakerId} />
      </div>
    </div>
  );
}

function idOf(track: MediaStreamTrack | null): string | null {
  return track?.getSettings().deviceId ?? null;
}
