import {
  ConnectionState,
  type LocalTrackPublication,
  type RemoteTrack,
  type Room,
  RoomEvent,
} from 'livekit-client';

/** Milliseconds that a path may be without an answer before LiveKit is asked for another: Chromium has waited for seven seconds by then. */
const PATIENCE = 200;

/** Has a call that seems to be up connect once more: its signalling, and then its media. */
export const connectAgain = (room: Room) => {
  // Made for tests, and the one way to say "now" to LiveKit.
  if (room.state === ConnectionState.Connected) void room.simulateScenario('signal-reconnect');
};

/**
 * Asks LiveKit for a new path as soon as the browser says that the present one is silent. LiveKit's
 * client waits until ICE has failed, up to fifteen seconds (RFC 8445, 11): long after those whose signalling broke too
 * are back. Returns what ends it.
 */
export const watchIce = (room: Room) => {
  const watched = new Set<RTCIceTransport>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const onChange = ({ currentTarget }: Event) => {
    const { state } = currentTarget as RTCIceTransport;
    clearTimeout(timer);
    if (state === 'disconnected') timer = setTimeout(() => connectAgain(room), PATIENCE);
  };
  // Firefox has no RTCIceTransport events before 119: there LiveKit's own patience is what remains.
  const watch = (transport: RTCDtlsTransport | null | undefined) => {
    const ice = transport?.iceTransport;
    if (!ice || watched.has(ice)) return;
    watched.add(ice);
    ice.addEventListener('statechange', onChange);
  };
  const onPublished = ({ track }: LocalTrackPublication) => watch(track?.sender?.transport);
  const onSubscribed = ({ receiver }: RemoteTrack) => watch(receiver?.transport);

  for (const publication of room.localParticipant.trackPublications.values()) onPublished(publication);
  for (const participant of room.remoteParticipants.values())
    for (const { track } of participant.trackPublications.values()) if (track) onSubscribed(track);
  room.on(RoomEvent.LocalTrackPublished, onPublished).on(RoomEvent.TrackSubscribed, onSubscribed);
  return () => {
    clearTimeout(timer);
    room.off(RoomEvent.LocalTrackPublished, onPublished).off(RoomEvent.TrackSubscribed, onSubscribed);
    for (const ice of watched) ice.removeEventListener('statechange', onChange);
  };
};
