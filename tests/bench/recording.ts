import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { EncodedFileOutput, EncodedFileType, EgressStatus } from '@livekit/protocol';
import { AccessToken, EgressClient, RoomServiceClient } from 'livekit-server-sdk';
import { db, makeOrganisation, setting } from '../e2e/people.ts';
import { launchBrowser } from './lib/launchBrowser.ts';
import { median } from './lib/median.ts';
import { pidOfPart } from './lib/pidOfPart.ts';
import { spentSince, timesOfTree } from './lib/processTree.ts';
import { printTable, verdict } from './lib/report.ts';
import { measureFile } from './recording/measureFile.ts';
import { servePublisher } from './recording/publisherPage.ts';

const SECONDS = 20;
const BARS = { cores: 0.9, distinct: 24, offset: 120, stop: 2_000 };
const PUBLISHERS = 3;

const [key, secret] = [setting('LIVEKIT_API_KEY'), setting('LIVEKIT_API_SECRET')];
const egress = new EgressClient(setting('LIVEKIT_URL'), key, secret, { requestTimeout: 30 });
const { room, tenant } = await makeOrganisation();
await new RoomServiceClient(setting('LIVEKIT_URL'), key, secret).createRoom({ name: room.id });

const browser = await launchBrowser();
const address = await servePublisher();
for (let i = 0; i < PUBLISHERS; i++) {
  const token = new AccessToken(key, secret, {
    identity: `guest:${randomUUID()}:bench`,
    name: `Person ${i}`,
  });
  token.addGrant({ room: room.id, roomJoin: true });
  const query = new URLSearchParams({ url: setting('LIVEKIT_PUBLIC_URL'), token: await token.toJwt() });
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${address}?${query.toString()}${i === 0 ? '&flash=1' : ''}`);
  await page.waitForFunction(() => document.title === 'published');
}

/** Milliseconds until the egress is in this state. */
const reach = async (id: string, status: EgressStatus) => {
  const began = performance.now();
  for (;;) {
    const [info] = await egress.listEgress({ egressId: id });
    if (info?.status === status) return performance.now() - began;
    if (info && info.status > EgressStatus.EGRESS_COMPLETE)
      throw new Error(`the recording failed: ${info.error}`);
    await pass(20);
  }
};

// The app ends what isn't in its ledger.
const { id: recordingId } = await db.recording.create({
  data: { tenantId: tenant.id, roomId: room.id, name: 'Bench', launchedAt: new Date() },
});
const filepath = `recordings/${recordingId}.mp4`;
const file = new EncodedFileOutput({ fileType: EncodedFileType.MP4, filepath, disableManifest: true });
const customBaseUrl = `${setting('RECORDING_PAGE_URL')}?title=Bench&names=1&clock=1&locale=en`;
const asked = performance.now();
const { egressId } = await egress.startRoomCompositeEgress(
  room.id,
  { file },
  { layout: 'grid', customBaseUrl },
);
await reach(egressId, EgressStatus.EGRESS_ACTIVE);
const startToActive = performance.now() - asked;

const pid = pidOfPart('recorder');
const before = timesOfTree(pid);
const from = performance.now();
await pass(SECONDS * 1000);
const spent = spentSince(before, pid);
const cores = spent / ((performance.now() - from) / 1000);

const stopped = performance.now();
await egress.stopEgress(egressId);
await reach(egressId, EgressStatus.EGRESS_COMPLETE);
const stopToComplete = performance.now() - stopped;
await browser.close();

const s3 = new S3Client({
  endpoint: setting('S3_ENDPOINT'),
  region: setting('S3_REGION'),
  forcePathStyle: true,
  credentials: { accessKeyId: setting('S3_ACCESS_KEY'), secretAccessKey: setting('S3_SECRET_KEY') },
});
const { Body } = await s3.send(new GetObjectCommand({ Bucket: setting('S3_BUCKET'), Key: filepath }));
const folder = mkdtempSync(path.join(tmpdir(), 'webmtg-bench-'));
const copy = path.join(folder, 'recording.mp4');
writeFileSync(copy, (await Body?.transformToByteArray()) ?? '');
const { frames, distinct, offsets } = measureFile(copy);
rmSync(folder, { recursive: true });
const offset = median(offsets);
const worst = Math.max(...offsets.map(Math.abs));

printTable(
  ['recording 1280x720, three cameras of 640x360', 'measured', 'bar', ''],
  [
    ['the worker and all it runs, cores', cores.toFixed(2), `${BARS.cores}`, verdict(cores, BARS.cores)],
    ['pictures a second', frames.toFixed(1), '', ''],
    [
      'distinct pictures a second',
      distinct.toFixed(1),
      `${BARS.distinct}`,
      verdict(-distinct, -BARS.distinct),
    ],
    [
      'sound after its picture, median, ms',
      offset.toFixed(0),
      `±${BARS.offset}`,
      verdict(Math.abs(offset), BARS.offset),
    ],
    [`the same, the farthest of ${offsets.length}, ms`, worst.toFixed(0), '', ''],
    ['start to active, ms', startToActive.toFixed(0), '', ''],
    ['stop to complete, ms', stopToComplete.toFixed(0), `${BARS.stop}`, verdict(stopToComplete, BARS.stop)],
  ],
);
process.exit(0);
