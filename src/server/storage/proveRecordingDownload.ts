import 'server-only';
import type { Visitor } from '../access';
import { findRecordingAccess } from './findRecordingAccess';
import { hasPassFor } from './openShare';

/** Proves that the visitor may have a recording's bytes: as one of its tenant's people, or by a link that is not over. Fails NOT_FOUND. */
export const proveRecordingDownload = async (visitor: Visitor, recordingId: string) => {
  if (await hasPassFor(visitor, recordingId)) return;
  await findRecordingAccess(visitor, recordingId, 'recording:read');
};
