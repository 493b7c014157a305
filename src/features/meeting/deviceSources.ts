import { Track } from 'livekit-client';

/** What LiveKit calls the track of a device. */
export const DEVICE_SOURCES = { camera: Track.Source.Camera, microphone: Track.Source.Microphone } as const;
