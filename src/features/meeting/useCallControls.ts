import { type Room, RoomEvent, Track } from 'livekit-client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MediaRights } from '@/shared/permissions';
import { toast } from '@/ui/toast';
import { type AwayMedia, awayCalls, tracksOf } from './awayCall';
import { DEVICE_SOURCES } from './deviceSources';
import { writeDevicePreferences } from './deviceMemory';
import { mediaProblemOf } from './mediaProblem';
import type { Person } from './snapshotRoom';
import type { CallDevice } from './startCall';

const KINDS = { camera: 'videoinput', microphone: 'audioinput' } as const;

/** Notes what is wanted in a call that is not up; false where it is. */
const wish = (room: Room, what: keyof AwayMedia, isOn: boolean): boolean => {
  const away = awayCalls.get(room);
  if (!away) return false;
  away.wanted[what] = isOn;
  // All that looks at the call looks again.
  room.emit(RoomEvent.ConnectionStateChanged, room.state);
  return true;
};

const setDevice = async (room: Room, device: CallDevice, isOn: boolean) => {
  const { localParticipant } = room;
  if (wish(room, device, isOn)) {
    // What goes off does so at once: it may be sent again already, and a camera's light is on as long as it is open.
    if (!isOn)
      await Promise.all(tracksOf(room, [DEVICE_SOURCES[device]]).map(async (track) => await track.mute()));
    return;
  }
  await (device === 'camera'
    ? localParticipant.setCameraEnabled(isOn)
    : localParticipant.setMicrophoneEnabled(isOn));
};

/**
 * Ends the share for good, whatever the connection does: while LiveKit tries to mend that, it lets go of nothing that is
 * only unpublished.
 */
const endShare = async (room: Room) => {
  const tracks = tracksOf(room, [Track.Source.ScreenShare, Track.Source.ScreenShareAudio]);
  for (const track of tracks) track.stop();
  await room.localParticipant.unpublishTracks(tracks);
};

const turnOn = async (room: Room, device: CallDevice) => {
  try {
    await setDevice(room, device, true);
  } catch (error) {
    if (mediaProblemOf(error, device).kind !== 'missing') throw error;
    // The one that was in use is unplugged: any other will do.
    await room.switchActiveDevice(KINDS[device], 'default', false);
    await setDevice(room, device, true);
  }
};

/** What the control bar and the keyboard do to microphone, camera and screen. */
export const useCallControls = (room: Room, rights: MediaRights, self: Person, isSharing: boolean) => {
  const t = useTranslations('call');
  const [pending, setPending] = useState<ReadonlySet<CallDevice | 'screen'>>(new Set());

  const during = async (what: CallDevice | 'screen', work: () => Promise<unknown>) => {
    if (pending.has(what)) return;
    setPending((now) => new Set(now).add(what));
    try {
      await work();
    } finally {
      setPending((now) => new Set([...now].filter((other) => other !== what)));
    }
  };

  const switchDevice = async (device: CallDevice, isOn: boolean) => {
    if (!rights[device]) {
      toast({ title: t(`denied.${device}`) });
      return;
    }
    try {
      await during(device, async () => {
        await (isOn ? turnOn(room, device) : setDevice(room, device, false));
      });
    } catch (error) {
      toast({ tone: 'danger', title: t(`problem.${mediaProblemOf(error, device).kind}`, { device }) });
    }
  };

  const switchShare = async () => {
    if (!rights.screen) {
      toast({ title: t('denied.screen') });
      return;
    }
    // A screen is asked for by a click, and that can't be kept for later; only its end can.
    if (wish(room, 'screen', false)) return void endShare(room);
    try {
      await during('screen', async () => {
        if (isSharing) return await endShare(room);
        await room.localParticipant.setScreenShareEnabled(true, {
          audio: true,
          contentHint: 'detail',
          systemAudio: 'include',
          surfaceSwitching: 'include',
        });
      });
    } catch (error) {
      // Closing the browser's picker is an answer, not a failure.
      const isDeclined = error instanceof DOMException && error.name === 'NotAllowedError';
      if (!isDeclined) toast({ tone: 'danger', title: t('shareFailed') });
    }
  };

  return {
    pending,
    toggleMicrophone: () => {
      writeDevicePreferences({ isMicrophoneOn: !self.isMicrophoneOn });
      void switchDevice('microphone', !self.isMicrophoneOn);
    },
    toggleCamera: () => {
      writeDevicePreferences({ isCameraOn: !self.isCameraOn });
      void switchDevice('camera', !self.isCameraOn);
    },
    toggleShare: () => void switchShare(),
    talk: () => {
      if (self.isMicrophoneOn || !rights.microphone) return false;
      void switchDevice('microphone', true);
      return true;
    },
    // Not by `pending`: Space may come up before the microphone is on, and LiveKit keeps the order.
    hush: () => void setDevice(room, 'microphone', false).catch(() => undefined),
  };
};

export type CallControls = ReturnType<typeof useCallControls>;
