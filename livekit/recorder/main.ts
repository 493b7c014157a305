import { EgressInfo, StopEgressRequest } from '@livekit/protocol';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { pino } from 'pino';
import { Bus } from './Bus.ts';
import { Capacity } from './Capacity.ts';
import { checkOrder } from './checkOrder.ts';
import { endOrphans } from './endOrphans.ts';
import { ListActiveEgressRequest, ListActiveEgressResponse, StartEgressRequest } from './psrpcMessages.ts';
import { Recording } from './Recording.ts';
import { Reporter } from './Reporter.ts';
import { salvage } from './salvage.ts';
import { serveRpc } from './serveRpc.ts';
import { readSettings } from './settings.ts';
import { Store } from './Store.ts';

const settings = readSettings();
const log = pino({ name: 'recorder', level: settings.logLevel });
const bus = new Bus(settings.redisUrl, log);
const reporter = await Reporter.open(bus, log);
const workshop = { settings, reporter, store: new Store(settings.store, log), log };
const server = { bus, serverId: `SRV_${randomUUID().replaceAll('-', '')}`, log };
const capacity = new Capacity(settings.most);
const recordings = new Map<string, Recording>();
/** Orders that are being taken count as recordings, or two at once would both be the last one. */
let beginning = 0;
let isDraining = false;

const start = async (request: InstanceType<typeof StartEgressRequest>): Promise<EgressInfo> => {
  const order = checkOrder(request);
  const info = new EgressInfo({
    egressId: order.egressId,
    roomId: request.roomId,
    roomName: order.roomName,
    ...(request.roomComposite ? { request: { case: 'roomComposite', value: request.roomComposite } } : {}),
  });
  beginning += 1;
  // The order to stop may come as soon as this one is answered.
  const closeStop = await serveRpc(server, {
    service: 'EgressHandler',
    method: 'StopEgress',
    topic: order.egressId,
    isQueued: true,
    requestType: StopEgressRequest,
    handle: async () => {
      recordings.get(order.egressId)?.stop('stop');
      return info;
    },
  });
  try {
    const recording = await Recording.begin(workshop, order, info);
    recordings.set(order.egressId, recording);
    log.info(
      { egressId: order.egressId, layout: order.layout, isAudioOnly: order.isAudioOnly },
      'recording begins',
    );
    void recording.done.then(async () => {
      recordings.delete(order.egressId);
      await closeStop();
    });
    return info;
  } catch (error) {
    await closeStop();
    throw error;
  } finally {
    beginning -= 1;
  }
};

const running = () => recordings.size + beginning;

await mkdir(settings.folder, { recursive: true, mode: 0o700 });
endOrphans(settings.folder);
await salvage(workshop);

await serveRpc(server, {
  service: 'EgressInternal',
  method: 'ListActiveEgress',
  topic: '',
  requestType: ListActiveEgressRequest,
  handle: async () => new ListActiveEgressResponse({ egressIds: [...recordings.keys()] }),
});
const closeStart = await serveRpc(server, {
  service: 'EgressInternal',
  method: 'StartEgress',
  topic: '',
  affinity: () => (!isDraining && capacity.hasRoom(running()) ? 1 : -1),
  requestType: StartEgressRequest,
  handle: start,
});
// A Redis that was restarted may know no more of what runs here.
bus.onReturn(() => {
  for (const { info } of recordings.values()) void reporter.update(info);
});
log.info({ most: settings.most }, 'waiting for orders');

/** Ends all recordings, stores them, and goes. */
const drain = async () => {
  if (isDraining) return;
  isDraining = true;
  await closeStart();
  for (const recording of recordings.values()) recording.stop('kill');
  await Promise.all([...recordings.values()].map(async ({ done }) => await done));
  bus.close();
  process.exit(0);
};
process.on('SIGTERM', () => void drain());
process.on('SIGINT', () => void drain());
