import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { root } from '../../../stack/folders.ts';

/** A page as the recorder films it: it joins, draws a green border round a running count, and hums. */
const html = `<!doctype html>
<title>A page to film</title>
<style>body { margin: 0 } canvas { display: block }</style>
<script src="/livekit-client.js"></script>
<canvas width="1280" height="720"></canvas>
<script type="module">
  const query = new URLSearchParams(location.search);
  const context = document.querySelector('canvas').getContext('2d');
  let frames = 0;
  const draw = () => {
    context.fillStyle = '#00c000';
    context.fillRect(0, 0, 1280, 720);
    context.fillStyle = '#202080';
    context.fillRect(8, 8, 1264, 704);
    context.fillStyle = '#ffffff';
    context.font = '200px monospace';
    context.fillText(String(frames++), 300, 420);
    requestAnimationFrame(draw);
  };
  draw();
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio, { frequency: 440 });
  tone.connect(new GainNode(audio, { gain: 0.2 })).connect(audio.destination);
  tone.start();
  const room = new LivekitClient.Room();
  room.on('disconnected', () => console.log('END_RECORDING'));
  await room.connect(query.get('url'), query.get('token'));
  if (!query.has('mute')) console.log('START_RECORDING');
  if (query.has('crash')) setTimeout(() => { location.href = 'about:blank'; }, 3000);
</script>`;

/** Serves the page; gives its address. */
export const servePage = async (): Promise<{ address: string; close: () => void }> => {
  const library = readFileSync(path.join(root, 'node_modules/livekit-client/dist/livekit-client.umd.js'));
  const server = createServer((request, response) => {
    const isLibrary = request.url === '/livekit-client.js';
    const isPage = request.url?.startsWith('/?') ?? false;
    response.statusCode = isLibrary || isPage ? 200 : 404;
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html');
    response.end(isLibrary ? library : isPage ? html : 'none');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
