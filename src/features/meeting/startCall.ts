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

export type CallDevice = keyof CallMedia;

export interface StartedCall {
  room: Room;
  connecting: Promise<void>;
  /** Done when the device is on its way to the others (null), or with the reason why it isn't. */
  publishing: Record<CallDevice, Promise<unknown>>;
}

// It calls every end of a call an error; what concerns the person is told on the page.
setLogLevel('silent');

/**
 * Milliseconds between LiveKit's own tries to bridge a cut in the same session. They are few: where the server itself
 * is gone they can't succeed, and the way back is another ticket.
 */
const RETRY_DELAYS = [0, 300, 1_000, 2_000];

const createRoom = ({ cameraId, microphoneId, speakerId }: DevicePreferences) =>
  new Room({
    adaptiveStream: true,
    dynacast: true,
    disconnectOnPageLeave: true,
    reconnectPolicy: { nextRetryDelayInMs: ({ retryCount }) => RETRY_DELAYS[retryCount] ?? null },
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

const attempt = async (room: Room, media: MediaStreamTrack | boolean, publish: () => Promise<unknown>) => {
  try {
    await publish();
    return null;
  } catch (error) {
    if (typeof media === 'object') media.stop();
    // Who has left meanwhile, or never got in, needs no word about it.
    return room.state === ConnectionState.Disconnected ? null : error;
  }
};

/** Connects, and then sends camera and microphone: first one sees the others, then they see one. */
export const startCall = (ticket: Ticket, media: CallMedia): StartedCall => {
  const room = createRoom(readDevicePreferences());
  const connecting = room.connect(ticket.serverUrl, ticket.token);
  const publishing = {
    camera: attempt(room, media.camera, async () => {
      await connecting;
      await publishCamera(room, media.camera);
    }),
    microphone: attempt(room, media.microphone, async () => {
      await connecting;
      await publishMicrophone(room, media.microphone);
    }),
  };
  return { room, connecting, publishing };
};

/** The first connection of a page sets up the browser's WebRTC; this one is thrown away. */
const warmUpWebRtc = async () => {
  const connection = new RTCPeerConnection();
  try {
    connection.addTransceiver('audio');
    connection.addTransceiver('video');
    await connection.createOffer();
  } finally {
    connection.close();
  }
};

/** Spares the click the name look-up, the TLS handshake and the start of the browser's WebRTC. */
export const warmUp = async ({ serverUrl, token }: Ticket) => {
  await Promise.all([warmUpWebRtc(), new Room().prepareConnection(serverUrl, token)]);
};
