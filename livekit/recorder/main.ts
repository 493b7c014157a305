import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { salvage } from './egress/salvage.ts';
import { Reporter } from './egress/Reporter.ts';
import { ObjectStore } from './files/ObjectStore.ts';
import { log } from './log.ts';
import { Bus } from './psrpc/Bus.ts';
import { RpcClient } from './psrpc/RpcClient.ts';
import { RpcServer } from './psrpc/RpcServer.ts';
import { Recorder } from './Recorder.ts';
import { readSettings } from './settings.ts';

/** How long files may take to get home after SIGTERM. What is left waits on the disk for the next start. */
const graceMs = 15_000;

const settings = readSettings();
const bus = new Bus(settings.redisUrl);
const client = new RpcClient(bus, 'IOInfo');
await client.listen();
const means = {
  settings,
  store: new ObjectStore(settings.store),
  reporter: new Reporter(client),
  server: new RpcServer(bus),
};
const salvaging = salvage(means);
const recorder = new Recorder(means);
await recorder.open();
bus.onReturn(() => void recorder.tellAgain());
// Whoever started this process waits for the file to name it.
writeFileSync(path.join(settings.folder, 'ready'), String(process.pid));
log.info({ pid: process.pid }, 'ready');

let isStopping = false;
const stop = () => {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => {
    log.warn('not all is stored: the rest waits for the next start');
    process.exit(0);
  }, graceMs);
  void Promise.all([recorder.drain(), salvaging]).then(() => {
    bus.close();
    process.exit(0);
  });
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
