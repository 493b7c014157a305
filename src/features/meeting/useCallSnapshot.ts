import { type Room, RoomEvent } from 'livekit-client';
import { useState, useSyncExternalStore } from 'react';
import { type CallSnapshot, type Self, snapshotRoom } from './snapshotRoom';

const EVENTS = [
  RoomEvent.ConnectionStateChanged,
  RoomEvent.SignalConnected,
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.ParticipantNameChanged,
  RoomEvent.ParticipantAttributesChanged,
  RoomEvent.ParticipantPermissionsChanged,
  RoomEvent.RoomMetadataChanged,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
  RoomEvent.AudioPlaybackStatusChanged,
] as const;

const createStore = (room: Room, self: Self) => {
  let snapshot = snapshotRoom(room, self, null);
  let isScheduled = false;
  const listeners = new Set<() => void>();

  const refresh = () => {
    isScheduled = false;
    const next = snapshotRoom(room, self, snapshot);
    if (next === snapshot) return;
    snapshot = next;
    for (const listener of listeners) listener();
  };
  // LiveKit fires in bursts, a dozen events for one person who joins: one look does for all of them.
  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(refresh);
  };

  return {
    get: () => snapshot,
    subscribe: (listener: () => void) => {
      if (listeners.size === 0) {
        for (const event of EVENTS) room.on(event, schedule);
        snapshot = snapshotRoom(room, self, snapshot);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) for (const event of EVENTS) room.off(event, schedule);
      };
    },
  };
};

/** The call as LiveKit's Room has it; one room for the component's life. */
export const useCallSnapshot = (room: Room, self: Self): CallSnapshot => {
  const [store] = useState(() => createStore(room, self));
  return useSyncExternalStore(store.subscribe, store.get, store.get);
};
