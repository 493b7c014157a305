import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { makeRecording } from '../../prisma/factories.ts';
import { db, setting } from './people';

const command = promisify(execFile);

const store = new S3Client({
  endpoint: setting('S3_ENDPOINT'),
  region: setting('S3_REGION'),
  forcePathStyle: true,
  credentials: { accessKeyId: setting('S3_ACCESS_KEY'), secretAccessKey: setting('S3_SECRET_KEY') },
});

const put = async (key: string, body: Uint8Array) => {
  await store.send(new PutObjectCommand({ Bucket: setting('S3_BUCKET'), Key: key, Body: body }));
};

/** Pictures in the sheet of these films, one for each two seconds. */
const PREVIEW_SECONDS = 2;

/** A film of `seconds` with a moving picture and a tone, its poster, and its sheet of small pictures. */
export const makeFilm = async (seconds: number, { size = '640x360', source = 'testsrc2' } = {}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'webmtg-film-'));
  const inFolder = (name: string) => path.join(folder, name);
  const ffmpeg = async (...args: string[]) =>
    await command(process.env['FFMPEG_PATH'] ?? 'ffmpeg', ['-loglevel', 'error', ...args]);
  const inputs = ['-f', 'lavfi', '-i', `${source}=size=${size}:rate=15`, '-f', 'lavfi', '-i', 'sine'];
  const coding = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-g',
    '30',
    '-c:a',
    'aac',
  ];
  const count = Math.ceil(seconds / PREVIEW_SECONDS);
  try {
    await ffmpeg(
      ...inputs,
      '-t',
      String(seconds),
      ...coding,
      '-movflags',
      '+faststart',
      inFolder('film.mp4'),
    );
    const seen = ['-i', inFolder('film.mp4'), '-frames:v', '1'];
    await ffmpeg('-ss', String(seconds / 10), ...seen, '-vf', 'scale=640:-2', inFolder('poster.webp'));
    const tiles = `fps=1/${PREVIEW_SECONDS},scale=160:90,tile=10x${Math.ceil(count / 10)}`;
    await ffmpeg(...seen, '-vf', tiles, inFolder('sheet.webp'));
    const [film, poster, sheet] = await Promise.all(
      ['film.mp4', 'poster.webp', 'sheet.webp'].map(async (name) => await readFile(inFolder(name))),
    );
    if (!film || !poster || !sheet) throw new Error('no film');
    return { film, poster, sheet, seconds, count };
  } finally {
    await rm(folder, { recursive: true });
  }
};

export type Film = Awaited<ReturnType<typeof makeFilm>>;

interface Story {
  name?: string;
  /** When it began. */
  startedAt: Date;
  /** Who came, and at which second of it. */
  joins?: { name: string; at: number }[];
  shares?: { name: string; at: number }[];
  said?: { name: string; at: number; body: string }[];
}

/** A complete recording with a meeting around it, people in it, and what they said. */
export const makeStory = async (
  place: { tenantId: string; roomId: string },
  { film, poster, sheet, seconds, count }: Film,
  { name = 'Weekly', startedAt, joins = [], shares = [], said = [] }: Story,
) => {
  const at = (second: number) => new Date(startedAt.getTime() + second * 1000);
  const meeting = await db.meeting.create({
    data: {
      ...place,
      livekitSid: `RM_${randomUUID()}`,
      startedAt: at(-30),
      endedAt: at(seconds),
      attendances: {
        create: joins.map((join) => ({
          tenantId: place.tenantId,
          livekitSid: `PA_${randomUUID()}`,
          name: join.name,
          guestId: randomUUID(),
          joinedAt: at(join.at),
          leftAt: at(seconds + 5),
        })),
      },
      shares: {
        create: shares.map((share) => ({
          tenantId: place.tenantId,
          livekitSid: `TR_${randomUUID()}`,
          name: share.name,
          startedAt: at(share.at),
        })),
      },
    },
  });
  const recording = await makeRecording(db, place, {
    name,
    meetingId: meeting.id,
    startedAt,
    endedAt: at(seconds),
    duration: seconds,
    size: film.length,
    previewCount: count,
    previewSeconds: PREVIEW_SECONDS,
  });
  await db.file.update({ where: { id: recording.id }, data: { hasThumbnail: true } });
  for (const { name: authorName, at: second, body } of said)
    await db.message.create({
      data: {
        ...place,
        id: randomUUID(),
        authorId: randomUUID(),
        authorIsGuest: true,
        authorName,
        body,
        createdAt: at(second),
      },
    });
  await put(`recordings/${recording.id}.mp4`, film);
  await put(`${recording.id}.webp`, poster);
  await put(`${recording.id}.sheet.webp`, sheet);
  return recording;
};
