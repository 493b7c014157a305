import { randomUUID } from 'node:crypto';
import {
  EgressInfo,
  EgressStatus,
  EncodedFileOutput,
  FileInfo,
  RoomCompositeEgressRequest,
  WebhookEvent,
} from '@livekit/protocol';
import { describe, expect, test } from 'vitest';
import type { Prisma } from '@/generated/prisma/client';
import { db } from '@/server/db';
import { recordingKey } from '@/server/egress';
import { closeRoom, openRoom } from '@/server/livekit';
import { putObject } from '@/server/objectStore';
import { giveUp, ledgerSelect } from '@/server/rooms/recordingLedger';
import { reconcileRecordings } from '@/server/rooms/reconcileRecordings';
import { deliverWebhook } from './deliverWebhook';
import { browser, browserOf, expectRefusal, guestIn, sandbox } from './harness';

const BEGIN = Date.now() - 60_000;
const nanoseconds = (seconds: number) => BigInt(BEGIN + seconds * 1000) * 1_000_000n;
const { EGRESS_STARTING, EGRESS_ACTIVE, EGRESS_ENDING, EGRESS_COMPLETE, EGRESS_FAILED, EGRESS_ABORTED } =
  EgressStatus;

/** A recording that somebody has asked for and that no instance launches while the test looks at it. */
const wanted = async (fields: Partial<Prisma.RecordingUncheckedCreateInput> = {}) => {
  const box = await sandbox();
  const row = await db().recording.create({
    data: {
      tenantId: box.tenant.id,
      roomId: box.room.id,
      name: 'Weekly',
      startedById: box.host.id,
      startedByName: 'Aoi Tanaka',
      launchedAt: new Date(),
      ...fields,
    },
  });
  const egressId = fields.egressId ?? `EG_${randomUUID()}`;
  const told = (status: EgressStatus, end: { error?: string; details?: string } = {}) => {
    const filepath = recordingKey(row.id);
    const hasEnded = status > EGRESS_ENDING;
    const info = new EgressInfo({
      egressId,
      roomName: box.room.id,
      status,
      startedAt: nanoseconds(0),
      endedAt: hasEnded ? nanoseconds(20) : 0n,
      request: {
        case: 'roomComposite',
        value: new RoomCompositeEgressRequest({
          roomName: box.room.id,
          fileOutputs: [new EncodedFileOutput({ filepath })],
        }),
      },
      fileResults: hasEnded
        ? [
            new FileInfo({
              filename: filepath,
              startedAt: nanoseconds(1),
              endedAt: nanoseconds(20),
              duration: 19_000_000_000n,
            }),
          ]
        : [],
      ...end,
    });
    const names = { [EGRESS_STARTING]: 'egress_started' } as Record<EgressStatus, string>;
    const event = names[status] ?? (hasEnded ? 'egress_ended' : 'egress_updated');
    return new WebhookEvent({
      id: `EV_${randomUUID()}`,
      event,
      createdAt: BigInt(Math.floor(BEGIN / 1000)),
      egressInfo: info,
    });
  };
  const store = async () => await putObject(recordingKey(row.id), new Uint8Array(1234));
  const read = async () =>
    await db().recording.findUniqueOrThrow({ where: { id: row.id }, include: { files: true } });
  const used = async () =>
    (await db().tenant.findUniqueOrThrow({ where: { id: box.tenant.id } })).storageUsed;
  return { ...box, row, told, store, read, used };
};

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, index) =>
        permutations(items.toSpliced(index, 1)).map((rest) => [item].concat(rest)),
      );

describe('what webhooks tell', () => {
  const steps = [EGRESS_STARTING, EGRESS_ACTIVE, EGRESS_ENDING, EGRESS_COMPLETE];

  test('moves a recording from the wish to its file', async () => {
    const { told, store, read, used, host, room } = await wanted();
    const { api } = await browserOf(host);
    const state = async () => (await api.rooms.recording({ roomId: room.id }))?.state;
    expect(await state()).toBe('requested');
    await deliverWebhook(told(EGRESS_STARTING));
    expect(await state()).toBe('starting');
    await deliverWebhook(told(EGRESS_ACTIVE));
    expect(await state()).toBe('active');
    await deliverWebhook(told(EGRESS_ENDING));
    expect((await read()).state).toBe('ending');
    await store();
    expect(await deliverWebhook(told(EGRESS_COMPLETE))).toBe(200);
    expect(await read()).toMatchObject({
      state: 'complete',
      failure: null,
      isCutShort: false,
      duration: 19,
      startedAt: new Date(BEGIN + 1000),
      files: [
        { rendition: 'original', purpose: 'recording', size: 1234, type: 'video/mp4', state: 'stored' },
      ],
    });
    expect(await used()).toBe(1234);
  });

  test('comes to the same in every order, and told twice', async () => {
    for (const order of permutations(steps)) {
      const { told, store, read, used } = await wanted();
      await store();
      const events = order.map((status) => told(status));
      for (const event of [...events, ...events]) expect(await deliverWebhook(event)).toBe(200);
      expect(await read()).toMatchObject({ state: 'complete', files: [{ size: 1234 }] });
      expect(await used()).toBe(1234);
    }
  });

  test('comes to one file where all of it comes at once', async () => {
    const { told, store, read, used } = await wanted();
    await store();
    await Promise.all(
      [...steps, EGRESS_COMPLETE, EGRESS_COMPLETE].map((status) => deliverWebhook(told(status))),
    );
    expect((await read()).files).toHaveLength(1);
    expect(await used()).toBe(1234);
  });

  test('is no recording without a file, until the file is found', async () => {
    const { told, store, read } = await wanted();
    await deliverWebhook(told(EGRESS_ACTIVE));
    await deliverWebhook(told(EGRESS_COMPLETE));
    expect(await read()).toMatchObject({ state: 'failed', failure: 'fileMissing', files: [] });
    await store();
    await reconcileRecordings({ isDryRun: false });
    expect(await read()).toMatchObject({ state: 'complete', failure: null, files: [{ size: 1234 }] });
  });

  test('of an end that is the first that is heard is enough to find the file later', async () => {
    const { told, store, read } = await wanted();
    const event = told(EGRESS_COMPLETE);
    await deliverWebhook(event);
    expect(await read()).toMatchObject({
      state: 'failed',
      failure: 'fileMissing',
      egressId: event.egressInfo?.egressId,
    });
    await store();
    await reconcileRecordings({ isDryRun: false });
    expect(await read()).toMatchObject({ state: 'complete', files: [{ size: 1234 }] });
  });

  test.each([
    [EGRESS_FAILED, { error: 'Start signal not received' }, [], 'notStarted'],
    [EGRESS_FAILED, { error: 'Chromium crashed' }, [EGRESS_ACTIVE], 'brokenOff'],
    [EGRESS_ABORTED, { error: 'Stop called before pipeline could start' }, [EGRESS_STARTING], 'stoppedEarly'],
    [EGRESS_ABORTED, { details: 'End reason: Source closed' }, [EGRESS_STARTING], 'meetingEnded'],
  ] as const)(
    'status %i with %o after %o is a failure with its reason',
    async (status, end, before, failure) => {
      const { told, read } = await wanted();
      for (const step of before) await deliverWebhook(told(step));
      await deliverWebhook(told(status, end));
      expect(await read()).toMatchObject({
        state: 'failed',
        failure,
        failureDetail: Object.values(end)[0],
        files: [],
      });
    },
  );

  test('of a recorder that broke off keeps what it saved, and says that it was cut short', async () => {
    const { told, store, read } = await wanted();
    await deliverWebhook(told(EGRESS_ACTIVE));
    await store();
    await deliverWebhook(told(EGRESS_FAILED, { error: 'Chromium crashed' }));
    expect(await read()).toMatchObject({
      state: 'complete',
      isCutShort: true,
      failureDetail: 'Chromium crashed',
      files: [{ size: 1234 }],
    });
  });

  test('of a recording that is over starts it no more', async () => {
    const { told, read, row } = await wanted();
    await db().recording.update({
      where: { id: row.id },
      data: { state: 'failed', failure: 'stoppedEarly' },
    });
    for (const step of [EGRESS_STARTING, EGRESS_ACTIVE]) expect(await deliverWebhook(told(step))).toBe(200);
    expect(await read()).toMatchObject({ state: 'failed', failure: 'stoppedEarly' });
  });

  test('of an egress that makes no file of ours changes nothing', async () => {
    const { told, read } = await wanted();
    const event = told(EGRESS_ACTIVE);
    event.egressInfo = new EgressInfo({ egressId: 'EG_other', roomName: 'other', status: EGRESS_COMPLETE });
    expect(await deliverWebhook(event)).toBe(200);
    expect((await read()).state).toBe('requested');
  });
});

describe('no state lasts for ever', () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const settle = async (fields: Partial<Prisma.RecordingUncheckedCreateInput>) => {
    const recording = await wanted(fields);
    await reconcileRecordings({ isDryRun: false });
    return recording;
  };

  test('a wish in a meeting that is over', async () => {
    const { read } = await settle({ requestedAt: ago(1) });
    expect(await read()).toMatchObject({ state: 'failed', failure: 'meetingEnded' });
  });

  test('a wish that no recorder had time for', async () => {
    const { read, room, row } = await wanted();
    await openRoom(room.id, 2);
    await db().recording.update({ where: { id: row.id }, data: { requestedAt: ago(11) } });
    await reconcileRecordings({ isDryRun: false });
    expect(await read()).toMatchObject({ state: 'failed', failure: 'noRecorder' });
    await closeRoom(room.id);
  });

  test('a start that never comes to a picture', async () => {
    const { read } = await settle({ state: 'starting', egressId: `EG_${randomUUID()}`, launchedAt: ago(2) });
    expect(await read()).toMatchObject({ state: 'failed', failure: 'notStarted' });
  });

  test('a recording whose recorder is gone, while a short absence is forgiven', async () => {
    const active = { state: 'active', startedAt: ago(5) } as const;
    const gone = await wanted({ ...active, egressId: `EG_${randomUUID()}`, seenAt: ago(1) });
    const short = await wanted({ ...active, egressId: `EG_${randomUUID()}`, seenAt: new Date() });
    await reconcileRecordings({ isDryRun: false });
    expect(await gone.read()).toMatchObject({ state: 'lost', failure: 'recorderLost' });
    expect(await short.read()).toMatchObject({ state: 'active' });
  });

  test('a file that never comes, until it does', async () => {
    const ending = { state: 'ending', egressId: `EG_${randomUUID()}`, startedAt: ago(90) } as const;
    const { read, store } = await settle({ ...ending, stopAskedAt: ago(61), endedAt: ago(61) });
    expect(await read()).toMatchObject({ state: 'lost' });
    await store();
    await reconcileRecordings({ isDryRun: false });
    expect(await read()).toMatchObject({ state: 'complete', files: [{ size: 1234 }] });
  });

  test('a file whose end no webhook told', async () => {
    const [startedAt, endedAt] = [new Date(BEGIN - 60_000), new Date(BEGIN)];
    const ending = { state: 'ending', egressId: `EG_${randomUUID()}`, startedAt } as const;
    const { read, store } = await wanted({ ...ending, stopAskedAt: endedAt, endedAt });
    await store();
    await reconcileRecordings({ isDryRun: false });
    expect(await read()).toMatchObject({ state: 'complete', isCutShort: false, duration: 60 });
  });

  test('but one that begins while it is given up goes on, by its egress', async () => {
    const { told, read, row } = await wanted();
    const readRow = async () =>
      await db().recording.findUniqueOrThrow({ where: { id: row.id }, select: ledgerSelect });
    const requested = await readRow();
    const event = told(EGRESS_STARTING);
    await deliverWebhook(event);
    const starting = await readRow();
    expect(await giveUp(requested, 'failed', 'noRecorder')).toBe(false);
    expect(await readRow()).toEqual(starting);
    await deliverWebhook(told(EGRESS_ACTIVE));
    expect(await giveUp(requested, 'failed', 'meetingEnded')).toBe(false);
    expect(await giveUp(starting, 'failed', 'notStarted')).toBe(false);
    expect(await giveUp({ ...(await readRow()), egressId: null }, 'lost', 'recorderLost')).toBe(false);
    const { egressId } = event.egressInfo ?? {};
    expect(await read()).toMatchObject({ state: 'active', egressId, failure: null, endedAt: null });
    expect(await giveUp(await readRow(), 'lost', 'recorderLost')).toBe(true);
    expect(await read()).toMatchObject({ state: 'lost', egressId, failure: 'recorderLost' });
  });

  test('and a dry run changes none', async () => {
    const { read } = await wanted({ requestedAt: ago(30) });
    expect((await reconcileRecordings({ isDryRun: true }))['recordingsUnsettled']).toBeGreaterThan(0);
    expect((await read()).state).toBe('requested');
  });
});

describe('in a room', () => {
  const again = async ({ tenant, room }: Awaited<ReturnType<typeof wanted>>) =>
    await db().recording.create({ data: { tenantId: tenant.id, roomId: room.id, name: 'Again' } });

  test.each(['requested', 'starting', 'active'] as const)(
    'there is no second one while one is %s',
    async (state) => {
      const first = await wanted({ state, egressId: `EG_${randomUUID()}`, startedAt: new Date() });
      await expect(again(first)).rejects.toThrow(/Unique constraint/);
    },
  );

  test.each(['ending', 'complete', 'failed', 'lost'] as const)(
    'one that is %s blocks no other',
    async (state) => {
      const first = await wanted({
        state,
        egressId: `EG_${randomUUID()}`,
        endedAt: new Date(),
        stopAskedAt: new Date(),
      });
      expect(await again(first)).toMatchObject({ state: 'requested' });
    },
  );

  test('nobody is recorded who is not there', async () => {
    const { host, room } = await sandbox();
    const { api } = await browserOf(host);
    await expectRefusal(api.rooms.startRecording({ roomId: room.id }), 'MEETING_NOT_RUNNING');
    await expectRefusal(api.rooms.stopRecording({ roomId: room.id }), 'NOT_RECORDING');
    await expectRefusal(api.rooms.setRecordingLayout({ roomId: room.id, layout: 'grid' }), 'NOT_RECORDING');
  });

  test('who stops it before a recorder has it ends it there', async () => {
    const { host, room, read } = await wanted();
    const { api } = await browserOf(host);
    await api.rooms.stopRecording({ roomId: room.id });
    expect(await read()).toMatchObject({ state: 'failed', failure: 'stoppedEarly' });
    await expectRefusal(api.rooms.stopRecording({ roomId: room.id }), 'NOT_RECORDING');
  });

  test('a guest is told, at the door and inside, and may not start or stop it', async () => {
    const { room } = await wanted({ state: 'active', egressId: `EG_${randomUUID()}`, startedAt: new Date() });
    const door = await (await browser()).api.rooms.byCode({ code: room.code });
    expect(door).toMatchObject({ access: 'open', isRecorded: true });
    const { api } = await guestIn(room.id, 'Sam');
    expect(await api.rooms.recording({ roomId: room.id })).toMatchObject({ state: 'active' });
    await expectRefusal(api.rooms.stopRecording({ roomId: room.id }), 'NOT_FOUND');
    await expectRefusal(api.rooms.startRecording({ roomId: room.id }), 'NOT_FOUND');
  });

  test('a link says that its meetings record themselves', async () => {
    const { room } = await sandbox({ recordsItself: true });
    expect(await (await browser()).api.rooms.byCode({ code: room.code })).toMatchObject({ isRecorded: true });
  });
});
