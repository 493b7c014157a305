import { ConnectionState, type Room, RoomEvent, Track } from 'livekit-client';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
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

const beginShare = async (room: Room) => {
  const { localParticipant } = room;
  const tracks = await localParticipant.createScreenTracks({
    audio: true,
    contentHint: 'detail',
    systemAudio: 'include',
    surfaceSwitching: 'include',
  });
  try {
    // The question may have been answered after the call: LiveKit would hold on to the screen for a while.
    if (room.state === ConnectionState.Disconnected) throw new Error('The call is down.');
    await Promise.all(tracks.map(async (track) => await localParticipant.publishTrack(track)));
  } catch (error) {
    for (const track of tracks) track.stop();
    throw error;
  }
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
  /** Whether somebody holds the key down that lets them speak. */
  const isHeld = useRef(false);

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
    if (awayCalls.has(room) && !isSharing) return toast({ title: t('shareLater') });
    if (wish(room, 'screen', false)) return void endShare(room);
    try {
      await during('screen', async () => await (isSharing ? endShare(room) : beginShare(room)));
    } catch (error) {
      // The call is over, and what follows it is on the page.
      if (room.state === ConnectionState.Disconnected && !awayCalls.has(room)) return;
      // Closing the browser's picker is an answer, not a failure.
      const isDeclined = error instanceof DOMException && error.name === 'NotAllowedError';
      if (!isDeclined) toast({ tone: 'danger', title: t('shareFailed') });
    }
  };

  // Not by `pending`: Space may come up before the microphone is on.
  const hush = () => {
    isHeld.current = false;
    void setDevice(room, 'microphone', false).catch(() => undefined);
  };

  const mayChange = (device: CallDevice) => rights[device] && !pending.has(device);

  return {
    pending,
    toggleMicrophone: () => {
      if (mayChange('microphone')) writeDevicePreferences({ isMicrophoneOn: !self.isMicrophoneOn });
      void switchDevice('microphone', !self.isMicrophoneOn);
    },
    toggleCamera: () => {
      if (mayChange('camera')) writeDevicePreferences({ isCameraOn: !self.isCameraOn });
      void switchDevice('camera', !self.isCameraOn);
    },
    toggleShare: () => void switchShare(),
    talk: () => {
      if (self.isMicrophoneOn || !rights.microphone) return false;
      isHeld.current = true;
      // A browser may have asked first whether the microphone may be used: longer than LiveKit remembers to mute it.
      void switchDevice('microphone', true).then(() => isHeld.current || hush());
      return true;
    },
    hush,
  };
};

export type CallControls = ReturnType<typeof useCallControls>;
