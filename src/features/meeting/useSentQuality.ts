import { type Room, Track } from 'livekit-client';
import { useEffect } from 'react';
import type { Place } from './recordingPlaces';

/**
 * Asks LiveKit for each picture at the size in which it is shown, and for none that isn't. Its own watch over the
 * elements (`adaptiveStream`) would also pause and shrink by what it takes for visible in a browser without a window.
 */
export const useSentQuality = (room: Room, places: readonly Place[]) => {
  useEffect(() => {
    const shown = new Map(places.map((place) => [place.id, place]));
    for (const participant of room.remoteParticipants.values()) {
      for (const publication of participant.videoTrackPublications.values()) {
        const isCamera = publication.source === Track.Source.Camera;
        const place = shown.get(isCamera ? participant.identity : publication.trackSid);
        publication.setEnabled(place !== undefined);
        // A screen is sent as it is: text that was scaled twice can't be read.
        if (place && isCamera) publication.setVideoDimensions({ width: place.width, height: place.height });
      }
    }
  });
};
