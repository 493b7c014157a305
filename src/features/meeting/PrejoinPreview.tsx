'use client';

import { Mic, MicOff, User, Video, VideoOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Avatar } from '@/ui/Avatar';
import { IconButton } from '@/ui/IconButton';
import type { MediaDevice } from './mediaProblem';
import type { PreviewSource } from './previewMedia';

export interface PrejoinPreviewProps {
  name: string;
  camera: PreviewSource;
  microphone: PreviewSource;
  canUse: Record<MediaDevice, boolean>;
  isDisabled: boolean;
  onToggle: (device: MediaDevice) => void;
}

/** How the others will see you, and the two switches that matter. */
export function PrejoinPreview({
  name,
  camera,
  microphone,
  canUse,
  isDisabled,
  onToggle,
}: PrejoinPreviewProps) {
  const t = useTranslations('prejoin.preview');
  const isCameraLit = isLit(camera);
  const isMicrophoneLit = isLit(microphone);
  return (
    <div className="relative aspect-video overflow-hidden bg-stage text-on-stage max-sm:-mx-4 sm:rounded-2xl sm:shadow-mid">
      {camera.track ? (
        <Picture key={camera.track.id} track={camera.track} label={t('picture')} />
      ) : (
        <NoPicture name={name} source={camera} />
      )}
      {name !== '' && (
        <p
          aria-hidden="true"
          className="absolute top-3 left-3 max-w-[calc(100%-1.5rem)] truncate rounded-md bg-stage/70 px-2 py-0.5 text-sm"
        >
          {name}
        </p>
      )}
      <div className="absolute inset-x-0 bottom-0 flex justify-center gap-3 p-4">
        <IconButton
          size="lg"
          variant={isMicrophoneLit ? 'stage' : 'stage-off'}
          label={t(isMicrophoneLit ? 'turnMicrophoneOff' : 'turnMicrophoneOn')}
          isDisabled={isDisabled || !canUse.microphone}
          onPress={() => onToggle('microphone')}
        >
          {isMicrophoneLit ? <Mic /> : <MicOff />}
        </IconButton>
        <IconButton
          size="lg"
          variant={isCameraLit ? 'stage' : 'stage-off'}
          label={t(isCameraLit ? 'turnCameraOff' : 'turnCameraOn')}
          isDisabled={isDisabled || !canUse.camera}
          onPress={() => onToggle('camera')}
        >
          {isCameraLit ? <Video /> : <VideoOff />}
        </IconButton>
      </div>
    </div>
  );
}

function NoPicture({ name, source }: { name: string; source: PreviewSource }) {
  const t = useTranslations('prejoin.preview');
  const isStarting = source.isOn && source.isPending;
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-3 px-6 pb-18 text-center max-sm:gap-1.5 sm:pb-14 text-sm text-on-stage-soft">
      {name === '' ? (
        <span className="grid size-14 place-items-center sm:size-24 rounded-full bg-stage-raised">
          <User aria-hidden="true" className="size-7 sm:size-10" />
        </span>
      ) : (
        <Avatar name={name} id={name} size="xl" />
      )}
      <p>{t(isStarting ? 'cameraStarting' : source.problem === null ? 'cameraOff' : 'noCamera')}</p>
      {isStarting && (
        <p className="animate-appear [animation-delay:1.2s] [animation-fill-mode:backwards]">
          {t('allowHint')}
        </p>
      )}
    </div>
  );
}

function Picture({ track, label }: { track: MediaStreamTrack; label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = new MediaStream([track]);
    return () => {
      element.srcObject = null;
    };
  }, [track]);
  // A mirror for the camera that looks at you; the one at the phone's back shows the world as it is.
  const isMirrored = track.getSettings().facingMode !== 'environment';
  return (
    <video
      ref={video}
      autoPlay
      playsInline
      muted
      aria-label={label}
      className={`absolute inset-0 size-full animate-appear bg-stage object-cover ${isMirrored ? '-scale-x-100' : ''}`}
    />
  );
}

function isLit({ isOn, problem }: PreviewSource): boolean {
  return isOn && problem === null;
}
