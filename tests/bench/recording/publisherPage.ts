import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { root } from '../../../stack/folders.ts';

// Stripes that move are as bright in each frame, so that only a flash changes the whole.
const html = `<!doctype html>
<title>A publisher</title>
<script src="/livekit-client.js"></script>
<canvas width="640" height="360"></canvas>
<script type="module">
  const query = new URLSearchParams(location.search);
  const canvas = document.querySelector('canvas');
  const context = canvas.getContext('2d');
  const audio = new AudioContext();
  const sound = audio.createMediaStreamDestination();
  const isFlashing = query.has('flash');
  let shift = 0;
  let next = audio.currentTime + 1;
  let flashUntil = 0;
  const beep = (at) => {
    const tone = new OscillatorNode(audio, { frequency: 1000 });
    tone.connect(new GainNode(audio, { gain: 0.8 })).connect(sound);
    tone.start(at);
    tone.stop(at + 0.1);
  };
  setInterval(() => {
    shift = (shift + 10) % 80;
    const now = audio.currentTime;
    if (isFlashing && now >= next) {
      beep(now);
      flashUntil = now + 0.2;
      next = now + 1.5;
    }
    for (let x = -80; x < 640; x += 80) {
      context.fillStyle = now < flashUntil ? '#fff' : '#000';
      context.fillRect(x + shift, 0, 40, 360);
      context.fillStyle = now < flashUntil ? '#fff' : '#666';
      context.fillRect(x + shift + 40, 0, 40, 360);
    }
  }, 1000 / 30);
  const room = new LivekitClient.Room();
  await room.connect(query.get('url'), query.get('token'));
  const [video] = canvas.captureStream(30).getVideoTracks();
  const { Source } = LivekitClient.Track;
  await room.localParticipant.publishTrack(video, { source: Source.Camera, simulcast: false });
  if (isFlashing)
    await room.localParticipant.publishTrack(sound.stream.getAudioTracks()[0], {
      source: Source.Microphone,
      dtx: false,
    });
  document.title = 'published';
</script>`;

/** Serves a page that publishes stripes that move, and with `flash` in its address a flash with a beep; gives its address. */
export const servePublisher = async (): Promise<string> => {
  const library = readFileSync(path.join(root, 'node_modules/livekit-client/dist/livekit-client.umd.js'));
  const server = createServer((request, response) => {
    const isLibrary = request.url === '/livekit-client.js';
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html');
    response.end(isLibrary ? library : html);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};
