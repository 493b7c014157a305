import { type LocalTrackPublication, type Room, RoomEvent, Track, TrackEvent } from 'livekit-client';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { toast } from '@/ui/toast';

const deviceOf = ({ source }: LocalTrackPublication) => {
  if (source === Track.Source.Camera) return 'camera';
  return source === Track.Source.Microphone ? 'microphone' : null;
};

/**
 * Says what became of a camera or microphone that was unplugged. LiveKit takes another where there is one and turns
 * the source off where there is none; both come after the track has ended.
 */
export const useDeviceNotices = (room: Room) => {
  const t = useTranslations('call');

  useEffect(() => {
    const stops = new Map<LocalTrackPublication, () => void>();

    const watch = (publication: LocalTrackPublication) => {
      const device = deviceOf(publication);
      const { track } = publication;
      if (!device || !track || stops.has(publication)) return;
      let hasEnded = false;
      const tell = (key: 'deviceReplaced' | 'deviceGone') => {
        if (!hasEnded) return;
        hasEnded = false;
        toast({ tone: 'warn', title: t(key, { device, name: track.mediaStreamTrack.label }) });
      };
      const onEnded = () => {
        hasEnded = true;
      };
      const onRestarted = () => tell('deviceReplaced');
      const onMuted = () => tell('deviceGone');
      track.on(TrackEvent.Ended, onEnded).on(TrackEvent.Restarted, onRestarted).on(TrackEvent.Muted, onMuted);
      stops.set(publication, () => {
        track.off(TrackEvent.Ended, onEnded).off(TrackEvent.Restarted, onRestarted);
        track.off(TrackEvent.Muted, onMuted);
      });
    };
    const unwatch = (publication: LocalTrackPublication) => {
      stops.get(publication)?.();
      stops.delete(publication);
    };

    for (const publication of room.localParticipant.trackPublications.values()) watch(publication);
    room.on(RoomEvent.LocalTrackPublished, watch).on(RoomEvent.LocalTrackUnpublished, unwatch);
    return () => {
      room.off(RoomEvent.LocalTrackPublished, watch).off(RoomEvent.LocalTrackUnpublished, unwatch);
      for (const stop of stops.values()) stop();
    };
  }, [room, t]);
};
