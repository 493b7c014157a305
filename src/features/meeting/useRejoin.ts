import {
  ConnectionState,
  type DisconnectReason,
  type LocalTrack,
  type Room,
  RoomEvent,
} from 'livekit-client';
import { type RefObject, useEffect, useEffectEvent } from 'react';
import { revive, useLive } from '@/api/useLive';
import { awayCalls } from './awayCall';
import type { Ticket } from './Door';
import { leftReason } from './leftReason';
import { rejoin } from './rejoin';
import type { Leaving } from './useLeaving';
import { connectAgain, watchIce } from './watchIce';

/** Whether an end of the call is taken care of, and not yet the way out. */
export type Guard = (reason: DisconnectReason | undefined) => boolean;

export interface Rejoinable {
  roomId: string;
  leaving: Leaving;
  ticketAgain: () => Promise<Ticket>;
}

/** Milliseconds after LiveKit has mended a call by itself in which it has sent again all that it could. */
const SENT_WITHIN = 5_000;

/** Stops what LiveKit could not send again: the right to it has gone. */
const stopUnsent = ({ state, localParticipant }: Room, tracks: readonly LocalTrack[]) => {
  if (state !== ConnectionState.Connected) return;
  const sent = new Set([...localParticipant.trackPublications.values()].map(({ track }) => track));
  for (const track of tracks) if (!sent.has(track)) track.stop();
};

/** Lets go of nothing while the connection is broken: what is sent can then be sent again without asking for it. */
const keepTracks = (room: Room) => {
  let kept: readonly LocalTrack[] = [];
  const keep = () => {
    kept = [...room.localParticipant.trackPublications.values()].flatMap(({ track }) => track ?? []);
    room.options.stopLocalTrackOnUnpublish = false;
  };
  const release = () => {
    kept = [];
    room.options.stopLocalTrackOnUnpublish = true;
  };
  const mended = () => {
    const tracks = kept;
    setTimeout(() => stopUnsent(room, tracks), SENT_WITHIN);
    release();
  };
  room.on(RoomEvent.SignalReconnecting, keep).on(RoomEvent.Reconnecting, keep);
  room.on(RoomEvent.Reconnected, mended).on(RoomEvent.Connected, release);
  return {
    get: () => kept,
    end: () => {
      room.off(RoomEvent.SignalReconnecting, keep).off(RoomEvent.Reconnecting, keep);
      room.off(RoomEvent.Reconnected, mended).off(RoomEvent.Connected, release);
      for (const track of kept) track.stop();
      release();
    },
  };
};

/**
 * Brings a call back whose server is gone, or that the network has cut for longer than LiveKit itself bridges: by a
 * new ticket, in the same Room, so that all that is open on the page stays.
 */
export const useRejoin = (
  room: Room,
  guardRef: RefObject<Guard | null>,
  { roomId, leaving, ticketAgain }: Rejoinable,
) => {
  const again = useEffectEvent(ticketAgain);
  const lastMedia = useEffectEvent(() => leaving.media.current);
  // Somebody else is on a node that lives, while one's own signalling, through another, has noticed nothing.
  useLive({ roomId }, (event) => {
    const joinedAt = room.localParticipant.joinedAt?.getTime();
    if (event.type === 'started' && joinedAt !== undefined && joinedAt < event.at * 1_000) connectAgain(room);
  });
  const listenAgain = useEffectEvent(() => revive({ roomId }));
  const end = useEffectEvent((isRefused: boolean) => leaving.leave('lost', isRefused));

  useEffect(() => {
    const over = new AbortController();
    const tracks = keepTracks(room);
    const endWatch = watchIce(room);
    let isTrying = false;

    const comeBack = async () => {
      const { camera, microphone } = lastMedia();
      const kept = tracks.get();
      const wanted = { camera: camera !== false, microphone: microphone !== false, screen: true };
      const away = { wanted, kept };
      awayCalls.set(room, away);
      // Who leaves before these are LiveKit's again is not filmed any longer.
      over.signal.addEventListener('abort', () => kept.forEach((track) => track.stop()), { once: true });
      const ticket = async () => await again();
      const outcome = await rejoin(room, { ticketAgain: ticket, away, signal: over.signal });
      awayCalls.delete(room);
      // From now on what shows is what is sent.
      room.emit(RoomEvent.ConnectionStateChanged, room.state);
      isTrying = false;
      // A meeting that was over meanwhile has taken a guest's right to its stream along.
      if (outcome === 'in') listenAgain();
      if (outcome === 'refused' || outcome === 'lost') end(outcome === 'refused');
    };

    guardRef.current = (reason) => {
      // Each try that fails is one more end; and one that has succeeded may meet one that is no accident.
      const why = leftReason(reason, true);
      if (why !== 'lost' && why !== 'shutdown') return false;
      if (isTrying) return true;
      isTrying = true;
      void comeBack();
      return true;
    };
    return () => {
      guardRef.current = null;
      over.abort();
      endWatch();
      tracks.end();
    };
  }, [room, guardRef]);
};
