import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  /** Bytes of the body that have come so far. */
  bytes: number;
  isWhole: boolean;
}

type Answer = (received: Received, response: ServerResponse) => void;

/** A web server that notes what it is sent, so that a test sees what the gateway lets through. */
export class Upstream {
  readonly port: number;
  readonly received: Received[] = [];
  answer: Answer = (_, response) => response.end('upstream');
  readonly #server: Server;
  #wake: (() => void)[] = [];

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    const wakeAll = () => {
      for (const wake of this.#wake.splice(0)) wake();
    };
    server.on('request', (request, response) => {
      const { method = '', url = '', headers } = request;
      const received = { method, url, headers, bytes: 0, isWhole: false };
      this.received.push(received);
      request.on('data', (chunk: Buffer) => {
        received.bytes += chunk.length;
        wakeAll();
      });
      request.on('error', () => undefined);
      request.on('end', () => {
        received.isWhole = true;
        wakeAll();
        this.answer(received, response);
      });
      wakeAll();
    });
    server.on('upgrade', (request, socket) => {
      const { method = '', url = '', headers } = request;
      this.received.push({ method, url, headers, bytes: 0, isWhole: true });
      socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    });
  }

  static async start(): Promise<Upstream> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Upstream(server);
  }

  /** The first request that fulfils the condition, once there is one. */
  async got(condition: (received: Received) => boolean): Promise<Received> {
    for (;;) {
      const found = this.received.find(condition);
      if (found) return found;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
