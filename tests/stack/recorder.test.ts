import {
  EncodedFileOutput,
  EncodedFileType,
  EncodingOptionsPreset,
  EgressStatus,
  ParticipantInfo_Kind,
  S3Upload,
  StreamOutput,
} from '@livekit/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childrenOf } from './recorder/childrenOf.ts';
import { loudness, pictureAt } from '../film.ts';
import { examine } from './recorder/examine.ts';
import { patience, RecorderStack } from './recorder/RecorderStack.ts';

const { EGRESS_STARTING, EGRESS_ACTIVE, EGRESS_COMPLETE, EGRESS_FAILED, EGRESS_ABORTED } = EgressStatus;

let stack: RecorderStack;
beforeAll(async () => {
  stack = await RecorderStack.open('recorder', 4800);
  await stack.startRecorder();
});
afterAll(async () => await stack.close());

/** Ends a recording when it has run so long; the seconds that it really ran. */
const stopAfter = async (id: string, seconds: number) => {
  await stack.reach(id, EGRESS_ACTIVE);
  const began = Date.now();
  await expect.poll(() => Date.now() - began, patience).toBeGreaterThan(seconds * 1000);
  await stack.egress.stopEgress(id);
  return (Date.now() - began) / 1000;
};

const green = (value: number[]) => {
  const [r = 255, g = 0, b = 255] = value;
  return r < 90 && b < 90 && g > 140;
};

test('a room is recorded: picture, sound, length, layout, and what LiveKit is told', async () => {
  const { id, filepath, room, info } = await stack.record();
  expect(info.status).toBe(EGRESS_STARTING);
  await stack.reach(id, EGRESS_ACTIVE);
  const present = await stack.rooms.listParticipants(room);
  expect(present).toMatchObject([{ identity: id, kind: ParticipantInfo_Kind.EGRESS }]);
  await stack.egress.updateLayout(id, 'speaker');
  expect((await stack.rooms.getParticipant(room, id)).metadata).toBe('{"layout":"speaker"}');

  const seconds = await stopAfter(id, 6);
  const stoppedAt = Date.now();
  const done = await stack.reach(id, EGRESS_COMPLETE);
  expect(Date.now() - stoppedAt).toBeLessThan(10_000);
  const found = await examine(stack, filepath);
  expect(found.video).toMatchObject({ codec_name: 'h264', width: 1280, height: 720 });
  expect(found.audio).toMatchObject({ codec_name: 'aac' });
  const [file] = done.fileResults;
  const told = Number((file?.endedAt ?? 0n) - (file?.startedAt ?? 0n)) / 1e9;
  expect(Math.abs(found.duration - told)).toBeLessThan(1);
  // Active is noticed a little after it began.
  expect(found.duration).toBeGreaterThan(seconds - 0.5);
  expect(done).toMatchObject({ roomName: room, error: '', details: 'End reason: StopEgress API' });
  expect(file).toMatchObject({ filename: filepath, size: BigInt(found.size) });
  expect(Number(file?.duration) / 1e9).toBeCloseTo(found.duration, 1);
  expect(file?.location.endsWith(`/webmtg/${filepath}`)).toBe(true);

  for (const time of [1, found.duration / 2, found.duration - 1]) {
    const { bytes, at } = pictureAt(found.file, time);
    expect(bytes).toBe(1280 * 720 * 3);
    const edges = [at(3, 3), at(1276, 3), at(3, 716), at(1276, 716), at(640, 3), at(640, 716)];
    expect(edges.filter((edge) => !green(edge))).toEqual([]);
    expect(green(at(14, 14)), 'the border is eight wide').toBe(false);
  }
  // The coder starts and ends within a half second.
  const heard = loudness(found.file).slice(1, -1);
  expect(Math.min(...heard)).toBeGreaterThan(0.02);
}, 60_000);

test('sound alone makes an MP4 with AAC alone', async () => {
  const { id, filepath } = await stack.record('title=Sound', { audioOnly: true });
  const seconds = await stopAfter(id, 4);
  await stack.reach(id, EGRESS_COMPLETE);
  const found = await examine(stack, filepath);
  expect(found.video).toBeUndefined();
  expect(found.audio).toMatchObject({ codec_name: 'aac' });
  expect(found.duration).toBeGreaterThan(seconds - 0.5);
  expect(Math.min(...loudness(found.file).slice(1, -1))).toBeGreaterThan(0.02);
}, 60_000);

test('two are recorded at once; a third finds no recorder; a room that closes ends its recording', async () => {
  const [first, second] = await Promise.all([stack.record(), stack.record()]);
  await Promise.all([stack.reach(first.id, EGRESS_ACTIVE), stack.reach(second.id, EGRESS_ACTIVE)]);
  await expect(stack.record()).rejects.toMatchObject({ code: 'unavailable' });
  await stack.rooms.deleteRoom(second.room);
  await stack.egress.stopEgress(first.id);
  const done = await Promise.all([
    stack.reach(first.id, EGRESS_COMPLETE),
    stack.reach(second.id, EGRESS_COMPLETE),
  ]);
  expect(done.map(({ details }) => details)).toEqual([
    'End reason: StopEgress API',
    'End reason: Source closed',
  ]);
  await expect(stack.egress.stopEgress(first.id)).rejects.toMatchObject({ code: 'failed_precondition' });
}, 100_000);

test('what it cannot do is refused, with the reason', async () => {
  const room = 'refusals';
  await stack.rooms.createRoom({ name: room });
  const filepath = 'recordings/one.mp4';
  const file = (more: object = {}) =>
    new EncodedFileOutput({ fileType: EncodedFileType.MP4, filepath, ...more });
  const usual = { customBaseUrl: stack.page };
  const start = async (output: object, options: object = usual) =>
    await stack.egress.startRoomCompositeEgress(room, output, options);
  const s3 = new S3Upload({ bucket: 'other', accessKey: 'mine', secret: 'hidden-secret' });
  const refusals: [() => Promise<unknown>, RegExp][] = [
    [() => start({ file: file({ output: { case: 's3', value: s3 } }) }), /takes no storage/],
    [() => start({ stream: new StreamOutput({ urls: ['rtmp://example.com/live/key'] }) }), /no streams/],
    [() => start({ file: file() }, {}), /custom_base_url/],
    [() => start({ file: file() }, { customBaseUrl: 'file:///etc/passwd' }), /custom_base_url/],
    [
      () => start({ file: file() }, { ...usual, encodingOptions: EncodingOptionsPreset.H264_1080P_30 }),
      /1280x720/,
    ],
    [() => start({ file: file() }, { ...usual, videoOnly: true }), /silent/],
    [() => stack.egress.startWebEgress('https://example.com', { file: file() }), /room composites only/],
  ];
  const paths = [
    '/etc/one.mp4',
    'recordings/../one.mp4',
    'one.mp4',
    'recordings/.hidden.mp4',
    'recordings/a b.mp4',
  ];
  for (const path of paths)
    refusals.push([() => start({ file: file({ filepath: path }) }), /filepath must be/]);
  for (const [call, message] of refusals) {
    const error: unknown = await call().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'invalid_argument', message: expect.stringMatching(message) });
  }
}, 60_000);

test('a page that is not there, one that leaves, and a stop before the start', async () => {
  const none = await stack.record('title=None', { page: 'http://127.0.0.1:9/' });
  expect((await stack.reach(none.id, EGRESS_FAILED)).error).toContain('ERR_');
  const missing = await stack.record('title=Missing', { page: `${stack.page}missing` });
  expect((await stack.reach(missing.id, EGRESS_FAILED)).error).toBe('the page answered 404');

  const early = await stack.record('mute=1');
  await stack.egress.stopEgress(early.id);
  expect(await stack.reach(early.id, EGRESS_ABORTED)).toMatchObject({
    errorCode: 412,
    error: 'Stop called before pipeline could start',
  });

  const leaving = await stack.record('crash=1');
  const cut = await stack.reach(leaving.id, EGRESS_COMPLETE);
  expect(cut.error).toBe('cut short: the page went away');
  expect((await examine(stack, leaving.filepath)).duration).toBeGreaterThan(0.5);
}, 90_000);

test('a page that never says START fails in the end', async () => {
  const { id } = await stack.record('mute=1');
  expect((await stack.reach(id, EGRESS_FAILED)).error).toBe('Start signal not received');
}, 60_000);

test('nothing stays behind, and no secret is told', async () => {
  await expect.poll(() => stack.leftovers, patience).toEqual([]);
  await expect.poll(() => childrenOf(stack.recorderPid), patience).toEqual([]);
  const told = JSON.stringify(await stack.egress.listEgress());
  for (const secret of [...stack.secrets, 'hidden-secret']) {
    expect(stack.log).not.toContain(secret);
    expect(told).not.toContain(secret);
  }
  // Every token of LiveKit begins like this.
  expect(stack.log).not.toContain('eyJ');
  expect(told).not.toContain('eyJ');
});
