import { EgressInfo, EgressStatus } from '@livekit/protocol';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { infoFile, storeFilm, type Workshop } from './Recording.ts';

const readInfo = async (folder: string) => {
  try {
    return EgressInfo.fromJsonString(await readFile(infoFile(folder), 'utf8'));
  } catch {
    // Nothing that anybody knows of: its order was not taken before the end.
    return null;
  }
};

const finish = async (workshop: Workshop, folder: string, info: EgressInfo) => {
  const wasBeingStored = info.status === EgressStatus.EGRESS_ENDING;
  const isStored = await storeFilm(workshop, folder, info);
  const now = BigInt(Date.now()) * 1_000_000n;
  info.updatedAt = now;
  info.endedAt = info.fileResults[0]?.endedAt || now;
  if (isStored) {
    info.status = EgressStatus.EGRESS_COMPLETE;
    if (!wasBeingStored) info.details = 'End reason: the recorder died, and the recording was cut short';
  } else {
    info.status = EgressStatus.EGRESS_FAILED;
    info.error = 'the recorder died before anything was recorded';
    info.fileResults = [];
  }
  workshop.log.warn({ egressId: info.egressId, isStored }, 'taken over from a recorder that died');
  await workshop.reporter.update(info);
};

/** Ends, each by itself, the recordings that an earlier process left behind; their films are stored as far as they play. */
export const salvage = async (workshop: Workshop): Promise<void> => {
  const { settings, log } = workshop;
  const names = await readdir(settings.folder);
  for (const name of names) {
    const folder = path.join(settings.folder, name);
    const work = async () => {
      await rm(path.join(folder, 'profile'), { recursive: true, force: true, maxRetries: 5 });
      const info = await readInfo(folder);
      if (info) await finish(workshop, folder, info);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    };
    work().catch((error: unknown) => log.error({ egressId: name, error }, 'not salvaged'));
  }
};
