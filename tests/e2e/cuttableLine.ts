import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * A line to a server on this machine that can be cut: its connections break in the middle of whatever they carry,
 * as where a router restarts. New ones are let through at once.
 */
export const cuttableLine = async (serverPort: number) => {
  const sockets = new Set<Socket>();
  let sent = 0;
  const waiting: { at: number; cut: () => void }[] = [];
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((socket) => {
    const upstream = connect(serverPort, 'localhost');
    for (const [side, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      sockets.add(side);
      // Whichever end breaks, the other is broken too; a broken line is what it is for.
      side.on('error', () => side.destroy());
      side.on('close', () => {
        sockets.delete(side);
        other.destroy();
      });
    }
    socket.on('data', (chunk) => {
      sent += chunk.length;
      for (const due of waiting.splice(0).toSorted((a, b) => a.at - b.at)) {
        if (sent >= due.at) due.cut();
        else waiting.push(due);
      }
    });
    socket.pipe(upstream);
    upstream.pipe(socket);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    /** Resolves when so many more bytes have been sent towards the server. */
    whenSent: async (bytes: number) =>
      await new Promise<void>((resolve) => {
        waiting.push({ at: sent + bytes, cut: resolve });
      }),
    cut,
    /** Cuts it and lets nobody through any more, until it is mended. */
    sever: () => {
      server.close();
      cut();
    },
    mend: async () => {
      server.listen(port, 'localhost');
      await once(server, 'listening');
    },
    close: () => {
      cut();
      server.close();
    },
  };
};
