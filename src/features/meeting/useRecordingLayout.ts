import { type Room, RoomEvent } from 'livekit-client';
import { useSyncExternalStore } from 'react';
import { RECORDING_LAYOUTS, type RecordingLayout } from '@/shared/recordings';

/** LiveKit writes a new layout into the recorder's own metadata. */
const layoutIn = (metadata: string | undefined): RecordingLayout | undefined => {
  if (!metadata) return undefined;
  try {
    const { layout } = JSON.parse(metadata) as { layout?: unknown };
    return RECORDING_LAYOUTS.find((known) => known === layout);
  } catch {
    return undefined;
  }
};

/** The layout of the moment: the one that was begun with, until another is asked for. */
export const useRecordingLayout = (room: Room, initial: RecordingLayout): RecordingLayout =>
  useSyncExternalStore(
    (onChange) => {
      room.on(RoomEvent.ParticipantMetadataChanged, onChange);
      return () => {
        room.off(RoomEvent.ParticipantMetadataChanged, onChange);
      };
    },
    () => layoutIn(room.localParticipant.metadata) ?? initial,
    () => initial,
  );
