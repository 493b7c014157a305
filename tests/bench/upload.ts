import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { makeOrganisation, openSession, setting } from '../e2e/people.ts';
import { median } from './lib/median.ts';
import { pidOfPart } from './lib/pidOfPart.ts';
import { printTable, verdict } from './lib/report.ts';
import { residentMemory } from './lib/residentMemory.ts';
import { repeated, sendFile } from './upload/sendFile.ts';

const BARS = { upload: 2, memory: 300 };
const SIZE = 200_000_000;
const ROUNDS = 5;
const [AT_ONCE, EACH] = [5, 1_000_000_000];

const { host, room } = await makeOrganisation();
const session = await openSession(host.id);
const cookie = `${session.name}=${session.value}`;
const s3 = new S3Client({
  endpoint: setting('S3_ENDPOINT'),
  region: setting('S3_REGION'),
  forcePathStyle: true,
  credentials: { accessKeyId: setting('S3_ACCESS_KEY'), secretAccessKey: setting('S3_SECRET_KEY') },
  requestChecksumCalculation: 'WHEN_REQUIRED',
});
const Bucket = setting('S3_BUCKET');

const seconds = async (work: () => Promise<unknown>) => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const drain = async (body: AsyncIterable<Uint8Array>) => {
  let bytes = 0;
  for await (const chunk of body) bytes += chunk.length;
  if (bytes !== SIZE) throw new Error(`${bytes} bytes came`);
};

const download = async (fileId: string) => {
  const asked = get(`${setting('WEBMTG_URL')}/api/files/${fileId}`, { headers: { cookie } });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  await drain(response);
};

const times = { put: [] as number[], upload: [] as number[], get: [] as number[], download: [] as number[] };
for (let n = 0; n <= ROUNDS; n += 1) {
  const source = repeated(`round-${n}.bin`, SIZE);
  const Key = `bench-${n}`;
  const Body = Buffer.concat([...source.read()]);
  const put = await seconds(async () => await s3.send(new PutObjectCommand({ Bucket, Key, Body })));
  let fileId = '';
  const upload = await seconds(async () => {
    fileId = await sendFile(cookie, room.id, source);
  });
  const fetched = await seconds(async () => {
    const { Body: body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    await drain(body as unknown as AsyncIterable<Uint8Array>);
  });
  const down = await seconds(async () => await download(fileId));
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  // The first round warms up.
  if (n === 0) continue;
  times.put.push(put);
  times.upload.push(upload);
  times.get.push(fetched);
  times.download.push(down);
}

const row = (name: string, floor: number[], ours: number[], bar?: number) => {
  const ratio = median(ours.map((value, n) => value / (floor[n] ?? Number.NaN)));
  const figures = [median(floor).toFixed(2), median(ours).toFixed(2), ratio.toFixed(2)];
  return [name, ...figures, bar?.toFixed(2) ?? '', bar ? verdict(ratio, bar) : ''];
};
printTable(
  ['200 MB, seconds', 'S3 alone', 'WebMTG', 'ratio', 'bar', ''],
  [row('upload', times.put, times.upload, BARS.upload), row('download', times.get, times.download)],
);

const web = pidOfPart('web');
const idle = residentMemory(web);
let peak = idle;
const watching = setInterval(() => {
  peak = Math.max(peak, residentMemory(web));
}, 100);
const took = await seconds(
  async () =>
    await Promise.all(
      Array.from(
        { length: AT_ONCE },
        async (_, n) => await sendFile(cookie, room.id, repeated(`big-${n}.bin`, EACH)),
      ),
    ),
);
clearInterval(watching);
const more = peak - idle;
printTable(
  [
    `${AT_ONCE} uploads of 1 GB at once, memory of the web process in MB`,
    'before',
    'peak',
    'more',
    'bar',
    '',
  ],
  [
    [
      `took ${took.toFixed(0)} s`,
      ...[idle, peak, more, BARS.memory].map((value) => value.toFixed(0)),
      verdict(more, BARS.memory),
    ],
  ],
);
process.exit(0);
