import { expect, test } from 'vitest';
import { db } from '@/server/db';
import { installLeave } from '@/server/leaving';
import { runTranscode } from '@/server/storage/runTranscode';
import { film } from './footage';
import { sandbox } from './harness';
import { recorded } from './recorded';

// This file has a process of its own, which leaves once.
test('an instance that stops in the middle of a transcode gives it back, unharmed', async () => {
  const box = await sandbox();
  const { id: recordingId } = await recorded(box, { name: 'Monday', duration: 20 }, await film(20));
  const { id } = await db().transcode.create({
    data: { tenantId: box.tenant.id, recordingId, kind: 'small' },
  });
  const stateOf = async () => (await db().transcode.findUniqueOrThrow({ where: { id } })).state;
  const running = runTranscode(id);
  await expect.poll(stateOf).toBe('running');
  installLeave();
  await (globalThis as { webmtgLeave?: () => Promise<void> }).webmtgLeave?.();
  expect(await running).toBe('given back');
  // Another instance may have it by now.
  expect(await stateOf()).toMatch(/^(waiting|running|done)$/);
}, 60_000);
