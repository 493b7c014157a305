import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { makeCertificate } from '../../stack/certificate.ts';
import { findNginx, workersUser } from '../../stack/gateway.ts';
import { fillGateway, gatewayDefaults, upstreamServers } from '../../stack/gatewayConfig.ts';
import { freePort } from '../e2e/freePort.ts';
import { loadStream } from './loadStream.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export type Asked = Omit<RequestOptions, 'headers'> & {
  headers?: Record<string, string | number>;
  body?: string;
};

/** What docker-compose.yml says for turn.conf.template, on this machine. */
async function shareTls(asked: { file: string; folder: string; port: number; turn: number }) {
  return {
    GATEWAY_STREAM: `${await loadStream(asked.file)} include "${path.join(asked.folder, 'turn.conf')}";`,
    GATEWAY_TLS: `127.0.0.1:${asked.port}`,
    GATEWAY_HTTPS_PORT: String(await freePort()),
    GATEWAY_PROXY_PROTOCOL: 'proxy_protocol',
    GATEWAY_TURN_HOST: 'turn.test',
    GATEWAY_TURN_PORT: String(await freePort()),
    GATEWAY_TURN: `server 127.0.0.1:${asked.turn} max_fails=2 fail_timeout=3s;`,
  };
}

interface Options {
  /** Ports of the web servers behind it. */
  web: number[];
  livekit?: number;
  /** Of a TURN server that shares the port of TLS, by the name turn.test. */
  turn?: number;
  values?: NodeJS.Dict<string>;
}

/** nginx with the product's template, as the launcher starts it. */
export class Gateway {
  readonly port: number;
  readonly httpPort: number;
  readonly innerPort: number;
  readonly authority: string;
  readonly ca: string;
  readonly pid: number;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(folder: string, ca: string, ports: number[], child: ChildProcess) {
    [this.port = 0, this.httpPort = 0, this.innerPort = 0] = ports;
    this.authority = `localhost:${this.port}`;
    this.#folder = folder;
    this.ca = ca;
    this.#process = child;
    this.pid = child.pid ?? 0;
  }

  static async start({ web, livekit = 9, turn, values = {} }: Options): Promise<Gateway> {
    const folder = mkdtempSync(path.join(tmpdir(), 'gateway-'));
    // Its workers are others than who made it.
    chmodSync(folder, 0o711);
    const { signal } = new AbortController();
    const file = await findNginx({ folder, signal });
    const tenants = values.GATEWAY_TENANT_HOSTS?.split(' ') ?? [];
    const hosts = ['localhost', '127.0.0.1', 'meet.test', 'turn.test', ...tenants];
    const certificate = await makeCertificate({ folder, hosts }, signal);
    const ports = [await freePort(), await freePort(), await freePort()];
    const config = path.join(folder, 'nginx.conf');
    const sharing = turn === undefined ? {} : await shareTls({ file, folder, port: ports[0] ?? 0, turn });
    const settings = {
      ...gatewayDefaults(),
      GATEWAY_USER: workersUser(),
      GATEWAY_FOLDER: folder,
      GATEWAY_LOG: path.join(folder, 'access.log'),
      GATEWAY_ADDRESS: '127.0.0.1',
      GATEWAY_HTTPS_PORT: String(ports[0]),
      GATEWAY_HTTP_PORT: String(ports[1]),
      GATEWAY_INNER: `127.0.0.1:${ports[2]}`,
      GATEWAY_HOST: 'localhost',
      GATEWAY_OTHER_HOSTS: 'meet.test',
      GATEWAY_AUTHORITY: `localhost:${ports[0]}`,
      GATEWAY_ORIGIN: `https://localhost:${ports[0]}`,
      GATEWAY_HSTS: 'max-age=63072000',
      GATEWAY_CERTIFICATE: certificate.file,
      GATEWAY_CERTIFICATE_KEY: certificate.key,
      GATEWAY_CA: readFileSync(certificate.authority, 'utf8'),
      GATEWAY_RESOLVER: '',
      GATEWAY_WEB: upstreamServers(web),
      GATEWAY_LIVEKIT: upstreamServers([livekit]),
      ...sharing,
      ...values,
    };
    writeFileSync(config, fillGateway(settings));
    if (turn !== undefined)
      writeFileSync(path.join(folder, 'turn.conf'), fillGateway(settings, 'turn.conf.template'));
    const child = spawn(file, ['-p', folder, '-e', 'stderr', '-c', config], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaints = '';
    let isUp = false;
    const up = new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => {
        complaints += chunk.toString();
        // The last thing that nginx says before it serves.
        if (!isUp && complaints.includes('start worker process ')) {
          isUp = true;
          resolve();
        }
      });
      child.once('exit', (code) => reject(new Error(`nginx ended with ${code}: ${complaints}`)));
    });
    await up;
    return new Gateway(folder, readFileSync(certificate.authority, 'utf8'), ports, child);
  }

  /** Sends one HTTP/1.1 request; the path goes as it is. */
  async ask(target: string, { body, headers, ...options }: Asked = {}): Promise<Answer> {
    const sent = request({
      host: '127.0.0.1',
      port: this.port,
      servername: 'localhost',
      ca: this.ca,
      path: target,
      agent: false,
      ...options,
      headers: { host: this.authority, ...headers },
    });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
  }

  /** A TLS connection to the gateway, handed over when it stands. */
  async connect(options: ConnectionOptions & { localAddress?: string } = {}): Promise<TLSSocket> {
    const socket = connect({
      host: '127.0.0.1',
      port: this.port,
      servername: 'localhost',
      ca: this.ca,
      ...options,
    });
    await once(socket, 'secureConnect');
    return socket;
  }

  /** Sends bytes as they are, and gives back all that comes until the gateway closes. */
  async send(bytes: string): Promise<string> {
    const socket = await this.connect();
    // The gateway may hang up while there is still something to send.
    socket.on('error', () => undefined);
    socket.write(bytes);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await new Promise((resolve) => socket.once('close', resolve));
    return answer;
  }

  /** Where what proves the host to a certificate's authority is laid. */
  get acme(): string {
    return path.join(this.#folder, 'acme');
  }

  get log(): Record<string, unknown>[] {
    const lines = readFileSync(path.join(this.#folder, 'access.log'), 'utf8').trim().split('\n');
    return lines.filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Ends it without waiting. */
  kill(): void {
    this.#process.kill('SIGTERM');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    const gone = once(this.#process, 'exit');
    this.kill();
    await gone;
  }
}
