import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { root } from '../../../stack/folders.ts';

const html = `<!doctype html>
<title>livekit-client and a token</title>
<script src="/livekit-client.js"></script>
<button>Join</button>
<video muted autoplay playsinline width="640" height="360"></video>
<script>
  // As in the app: it calls the end of a connection an error.
  LivekitClient.setLogLevel('silent');
  const query = new URLSearchParams(location.search);
  const room = (window.room = new LivekitClient.Room());
  const video = document.querySelector('video');
  room.on('trackSubscribed', (track) => track.kind === 'video' && track.attach(video));
  document.querySelector('button').onclick = async () => {
    await room.connect(query.get('url'), query.get('token'));
    if (query.has('publish')) await room.localParticipant.setCameraEnabled(true);
    document.title = 'connected';
  };
  const leave = () => room.disconnect();
</script>`;

/** Serves a page that does nothing but join by livekit-client when its button is clicked; gives its address. */
export const serveBarePage = async (): Promise<string> => {
  const library = readFileSync(path.join(root, 'node_modules/livekit-client/dist/livekit-client.umd.js'));
  const server = createServer((request, response) => {
    const isLibrary = request.url === '/livekit-client.js';
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html');
    response.end(isLibrary ? library : html);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};
