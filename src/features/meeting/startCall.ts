import {
  ConnectionState,
  LocalAudioTrack,
  type LocalTrack,
  LocalVideoTrack,
  Room,
  setLogLevel,
  Track,
} from 'livekit-client';
import { type DevicePreferences, readDevicePreferences } from './deviceMemory';
import type { Ticket } from './Door';

/** For each device a track from the preview, or whether to fetch it now (as after a rejoin). */
export interface CallMedia {
  camera: MediaStreamTrack | boolean;
  microphone: MediaStreamTrack | boolean;
}

export interface PublishFailure {
  device: 'camera' | 'microphone';
  error: unknown;
}

export interface StartedCall {
  room: Room;
  connecting: Promise<void>;
  /** Done when camera and microphone are on their way, or are known not to be. */
  publishing: Promise<PublishFailure[]>;
}

setLogLevel('error');

const createRoom = ({ cameraId, microphoneId, speakerId }: DevicePreferences) =>
  new Room({
    adaptiveStream: true,
    dynacast: true,
    disconnectOnPageLeave: true,
    publishDefaults: { simulcast: true, videoCodec: 'vp8', dtx: true, red: true },
    audioCaptureDefaults: {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...(microphoneId === null ? {} : { deviceId: microphoneId }),
    },
    ...(cameraId === null ? {} : { videoCaptureDefaults: { deviceId: cameraId } }),
    ...(speakerId === null ? {} : { audioOutput: { deviceId: speakerId } }),
  });

// `userProvidedTrack` is false: LiveKit may then release the camera when it is turned off and fetch it anew.
const publishCamera = async ({ localParticipant }: Room, camera: MediaStreamTrack | boolean) => {
  if (camera === false) return;
  if (camera === true) return await localParticipant.setCameraEnabled(true);
  const track = new LocalVideoTrack(camera, undefined, false);
  return await localParticipant.publishTrack(track, { source: Track.Source.Camera });
};

const publishMicrophone = async ({ localParticipant }: Room, microphone: MediaStreamTrack | boolean) => {
  if (microphone === false) return;
  if (microphone === true) return await localParticipant.setMicrophoneEnabled(true);
  const track = new LocalAudioTrack(microphone, undefined, false);
  // A LocalTrack, but not to `exactOptionalPropertyTypes`.
  return await localParticipant.publishTrack(track as LocalTrack, { source: Track.Source.Microphone });
};

const publish = async (room: Room, media: CallMedia): Promise<PublishFailure[]> => {
  const attempt = async (device: PublishFailure['device'], sent: Promise<unknown>) => {
    try {
      await sent;
      return [];
    } catch (error) {
      const track = media[device];
      if (typeof track === 'object') track.stop();
      // Who has left meanwhile needs no word about it.
      return room.state === ConnectionState.Disconnected ? [] : [{ device, error }];
    }
  };
  const failures = await Promise.all([
    attempt('microphone', publishMicrophone(room, media.microphone)),
    attempt('camera', publishCamera(room, media.camera)),
  ]);
  return failures.flat();
};

/** Connects, and sends camera and microphone as soon as LiveKit takes them, which is before all else is up. */
export const startCall = (ticket: Ticket, media: CallMedia): StartedCall => {
  const room = createRoom(readDevicePreferences());
  const connecting = room.connect(ticket.serverUrl, ticket.token);
  return { room, connecting, publishing: publish(room, media) };
};

/** Spares the click the name look-up and the TLS handshake. */
export const warmUp = async ({ serverUrl, token }: Ticket) => {
  await new Room().prepareConnection(serverUrl, token);
};
