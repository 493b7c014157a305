import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { EgressStatus } from '@livekit/protocol';
import { log } from '../log.ts';
import { deliver, giveUp, markEnding } from './deliver.ts';
import { EgressRecord } from './EgressRecord.ts';
import type { Means } from './Means.ts';

const restarted = 'the recorder was restarted';

const settle = async (record: EgressRecord, means: Means): Promise<void> => {
  const { info } = record;
  const end = { reason: 'Failure' as const, error: restarted };
  if (record.isOver) return await means.reporter.update(record);
  if (info.status === EgressStatus.EGRESS_STARTING) return await giveUp(record, means, end);
  // A file that was whole before lacks nothing.
  if (!record.isFinished) {
    markEnding(record, end);
    void means.reporter.update(record);
  }
  await deliver(record, means, end);
};

/** Ends what an earlier process left running, and brings home what it has recorded; never throws. */
export const salvage = async (means: Means): Promise<void> => {
  const { folder } = means.settings;
  const folders = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name.startsWith('EG_'),
  );
  const records = folders.flatMap(({ name }) => {
    const record = EgressRecord.load(path.join(folder, name));
    // Without its note nobody can say what it was.
    if (!record) rmSync(path.join(folder, name), { recursive: true, force: true });
    return record ? [record] : [];
  });
  for (const record of records) record.endProcesses();
  await Promise.all(
    records.map(async (record) => {
      const { egressId } = record.info;
      log.warn({ egressId, status: EgressStatus[record.info.status] }, 'left by an earlier process');
      try {
        await settle(record, means);
        await record.remove();
      } catch (error) {
        log.error({ error, egressId }, 'not salvaged');
      }
    }),
  );
};
