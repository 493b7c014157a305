import { EgressStatus } from '@livekit/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAlive, markOf } from '../../stack/processes.ts';
import { childrenOf } from './recorder/childrenOf.ts';
import { examine } from './recorder/examine.ts';
import { patience, RecorderStack } from './recorder/RecorderStack.ts';

const { EGRESS_ACTIVE, EGRESS_ENDING, EGRESS_COMPLETE } = EgressStatus;
const LONG = 120_000;

let stack: RecorderStack;
beforeAll(async () => {
  stack = await RecorderStack.open('faults', 5000);
  await stack.startRecorder();
});
afterAll(async () => await stack.close());

/** A recording that has run for this many seconds. */
const recordFor = async (seconds: number) => {
  const recording = await stack.record();
  await stack.reach(recording.id, EGRESS_ACTIVE);
  const began = Date.now();
  await expect.poll(() => Date.now() - began, patience).toBeGreaterThan(seconds * 1000);
  return recording;
};

test(
  'the worker killed outright: its return saves what was recorded, and records anew',
  async () => {
    const { id, filepath } = await recordFor(5);
    const children = childrenOf(stack.recorderPid).flatMap(({ pid }) => markOf(pid) ?? []);
    expect(children.length).toBeGreaterThan(1);
    await stack.endRecorder('SIGKILL');
    await stack.startRecorder();
    const next = await stack.record();
    const info = await stack.reach(id, EGRESS_COMPLETE);
    expect(info.error).toBe('cut short: the recorder was restarted');
    expect(info.details).toContain('cut short');
    expect((await examine(stack, filepath)).duration).toBeGreaterThan(2.5);
    expect(children.filter(isAlive)).toEqual([]);
    await stack.reach(next.id, EGRESS_ACTIVE);
    await stack.egress.stopEgress(next.id);
    await stack.reach(next.id, EGRESS_COMPLETE);
  },
  LONG,
);

test(
  'the store down when a recording ends: kept, over a restart too, and stored when it is back',
  async () => {
    const { id, filepath } = await recordFor(2);
    await stack.stop('versitygw');
    await stack.egress.stopEgress(id);
    await stack.reach(id, EGRESS_ENDING);
    await expect.poll(() => stack.log, patience).toContain(`${id} not stored`);
    await stack.endRecorder('SIGKILL');
    await stack.startRecorder();
    await stack.start('versitygw');
    const info = await stack.reach(id, EGRESS_COMPLETE);
    expect(info).toMatchObject({ error: '', details: 'End reason: StopEgress API' });
    expect((await examine(stack, filepath)).duration).toBeGreaterThan(1);
  },
  LONG,
);

test(
  'Redis gone and back, empty: the recording goes on, and can be stopped',
  async () => {
    const { id, filepath } = await recordFor(1);
    await stack.stop('redis');
    await stack.start('redis');
    await expect
      .poll(async () => await stack.egress.stopEgress(id).then(() => 'stopped', String), patience)
      .toBe('stopped');
    await stack.reach(id, EGRESS_COMPLETE);
    expect((await examine(stack, filepath)).duration).toBeGreaterThan(1);
  },
  LONG,
);

test(
  'livekit-server restarted: the recording can be stopped, and its end is told',
  async () => {
    const { id, filepath } = await recordFor(1);
    await stack.stop('livekit');
    await stack.start('livekit');
    await expect
      .poll(async () => await stack.egress.stopEgress(id).then(() => 'stopped', String), patience)
      .toMatch(/stopped|cannot be stopped/);
    await stack.reach(id, EGRESS_COMPLETE);
    expect((await examine(stack, filepath)).duration).toBeGreaterThan(1);
  },
  LONG,
);

test(
  'the browser killed: what was recorded is kept',
  async () => {
    const { id, filepath } = await recordFor(4);
    const browser = childrenOf(stack.recorderPid).find(({ command }) => command.includes('--user-data-dir'));
    process.kill(browser?.pid ?? 0, 'SIGKILL');
    const info = await stack.reach(id, EGRESS_COMPLETE);
    expect(info.error).toBe('cut short: the browser ended');
    expect((await examine(stack, filepath)).duration).toBeGreaterThan(2.5);
  },
  LONG,
);

test(
  'the worker asked to end finishes its files first; nothing stays',
  async () => {
    const { id, filepath } = await recordFor(2);
    await stack.endRecorder('SIGTERM');
    const info = await stack.reach(id, EGRESS_COMPLETE);
    expect(info).toMatchObject({ error: '', details: 'End reason: Process killed' });
    expect((await examine(stack, filepath)).duration).toBeGreaterThan(1.5);
    expect(stack.leftovers).toEqual([]);
    for (const secret of stack.secrets) expect(stack.log).not.toContain(secret);
    expect(stack.log).not.toContain('eyJ');
  },
  LONG,
);
