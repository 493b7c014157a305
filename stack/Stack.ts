import { baseEnvironment, testEnvironment } from './environment.ts';
import { makeFolder } from './folders.ts';
import { gatewayPart } from './gateway.ts';
import { checkGo } from './goInstall.ts';
import { livekitParts, livekitProgram, networkAddress } from './livekit.ts';
import { endOrphans, lockFolder } from './lock.ts';
import type { Part, Setting } from './Part.ts';
import { checkPorts, hasGateway, type Ports } from './ports.ts';
import { databaseUrl, postgresPart } from './postgres.ts';
import { say, seconds } from './progress.ts';
import { recorderPart } from './recorder.ts';
import { redisPart } from './redis.ts';
import { readSecrets } from './secrets.ts';
import { supervise, type Supervised } from './supervise.ts';
import { versitygwPart, versitygwProgram } from './versitygw.ts';
import { webParts } from './web.ts';

type Options = {
  folder: string;
  ports: Ports;
  host?: string;
  isThrowAway?: boolean;
  isDevelopment?: boolean;
};

/** Later groups lean on earlier ones, so they stop in reverse. */
const order = [['postgres', 'redis'], ['livekit', 'versitygw'], ['web'], ['gateway'], ['recorder']];

/** Which part it is, whichever of several: `web` of `web-2`. */
const kindOf = (name: string) => name.replace(/-\d+$/, '');

/** All the parts of one data folder: started together, stopped in order. */
export class Stack {
  readonly setting: Setting;
  readonly #running: Supervised[] = [];
  readonly #abort = new AbortController();
  readonly #unlock: () => void;
  #parts: Promise<void> | undefined;
  #web: Promise<void> | undefined;
  #recorder: Promise<void> | undefined;

  private constructor(setting: Omit<Setting, 'signal'>, unlock: () => void) {
    this.setting = { ...setting, signal: this.#abort.signal };
    this.#unlock = unlock;
  }

  /** Takes the data folder and the ports; nothing runs yet. */
  static async open({ folder, ports, host = '127.0.0.1', ...options }: Options): Promise<Stack> {
    const isThrowAway = options.isThrowAway ?? false;
    makeFolder(folder, 'log');
    const { instances, nodes } = ports;
    const address = { port: ports.web, instances: instances.length, nodes: nodes.length };
    const unlock = lockFolder(folder, address);
    try {
      const orphans = await endOrphans(folder);
      for (const name of orphans) say(name, 'ended: an earlier run had left it behind');
      await checkPorts(ports);
      checkGo([livekitProgram, versitygwProgram]);
    } catch (error) {
      unlock();
      throw error;
    }
    const environment = baseEnvironment(isThrowAway);
    const isAnyAddress = host === '0.0.0.0';
    // Behind a gateway nothing else than it listens to the network, but for the media.
    const isInner = isAnyAddress || hasGateway(ports);
    const setting = {
      folder,
      ports,
      host: hasGateway(ports) ? '127.0.0.1' : host,
      outerHost: host,
      ownHost: isInner ? '127.0.0.1' : host,
      publicHost:
        host === '127.0.0.1' ? 'localhost' : isAnyAddress ? (networkAddress() ?? 'localhost') : host,
      secrets: readSecrets(folder, environment),
      environment,
      isThrowAway,
      isDevelopment: options.isDevelopment ?? false,
    };
    return new Stack(setting, unlock);
  }

  get environment(): NodeJS.ProcessEnv {
    return testEnvironment(this.setting);
  }

  async #start(making: Part | Promise<Part>): Promise<void> {
    const began = performance.now();
    const part = await making;
    this.setting.signal.throwIfAborted();
    const supervised = supervise(part, this.setting);
    this.#running.push(supervised);
    await supervised.ready;
    say(part.name, `ready in ${seconds(began)}`, supervised.log);
  }

  async startPostgres(): Promise<void> {
    await this.#start(postgresPart(this.setting));
  }

  /** Everything that the web server needs, the first time that it is asked for; the database gets its migrations. */
  startParts(): Promise<void> {
    return (this.#parts ??= this.#startParts());
  }

  async #startParts(): Promise<void> {
    const database = this.startPostgres().then(() => this.#migrate());
    const objects = this.#start(versitygwPart(this.setting));
    // LiveKit is built while Redis starts and versitygw is built, not after them.
    const redis = this.#start(redisPart(this.setting));
    const media = Promise.all([livekitParts(this.setting), redis]).then(([nodes]) =>
      Promise.all(nodes.map((node) => this.#start(node))),
    );
    this.#recorder = Promise.all([recorderPart(this.setting), media, objects]).then(([part]) =>
      part ? this.#start(part) : undefined,
    );
    // Awaited with the web server, which needn't wait for it.
    this.#recorder.catch(() => undefined);
    await Promise.all([database, media, objects]);
  }

  async #migrate(): Promise<void> {
    const began = performance.now();
    const { applyMigrations } = await import('../prisma/migrate.ts');
    const applied = await applyMigrations(databaseUrl(this.setting));
    if (applied.length > 0) say('migrations', `${applied.length} applied in ${seconds(began)}`);
  }

  /** The web servers, the gateway before them and the recorder, the first time that it is asked for. */
  startWeb(): Promise<void> {
    return (this.#web ??= this.#startWeb());
  }

  async #startWeb(): Promise<void> {
    // The gateway is not waited for: through it the web servers reach a cluster of LiveKit.
    const gateways = hasGateway(this.setting.ports) ? [gatewayPart(this.setting)] : [];
    const parts = [...gateways, ...webParts(this.setting)];
    await Promise.all([...parts.map((part) => this.#start(part)), this.#recorder]);
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    for (const names of order.toReversed()) {
      await Promise.all(
        this.#running.filter(({ name }) => names.includes(kindOf(name))).map((part) => part.stop()),
      );
    }
    this.#unlock();
  }

  /** Ends everything at once. */
  kill(): void {
    this.#abort.abort();
    for (const part of this.#running) part.kill();
    this.#unlock();
  }
}
