import 'server-only';
import { z } from 'zod';
import {
  listRecordingsInput,
  openShareInput,
  recordingChatInput,
  renameRecordingInput,
  retentionInput,
  shareLinkInput,
  shareRecordingInput,
  shareToken,
  transcodeInput,
} from '@/shared/recordings';
import { insiderProcedure, publicProcedure, recordingProcedure, router, tenantProcedure } from '../trpc';
import { removeRecording, renameRecording, restoreRecording } from './changeRecording';
import { getRecording } from './getRecording';
import { listRecordings, listRoomRecordings } from './listRecordings';
import { listSharedChat, openShare, peekShare } from './openShare';
import { listRecordingChat } from './recordingChat';
import { cancelTranscode, requestTranscode } from './requestTranscode';
import { readRetention, setRetention } from './retention';
import { listShares, shareRecording, unshareRecording } from './shareLinks';

const read = recordingProcedure('recording:read');
const manage = recordingProcedure('recording:manage');
const shareInput = z.object({ token: shareToken });

export const recordingsRouter = router({
  list: tenantProcedure('recording:list')
    .input(listRecordingsInput)
    .query(async ({ ctx, input }) => await listRecordings(ctx, input)),
  listRoom: insiderProcedure('recording:read')
    .input(listRecordingsInput)
    .query(async ({ ctx, input }) => await listRoomRecordings(ctx, input)),
  get: read.query(async ({ ctx }) => await getRecording(ctx)),
  chat: read
    .input(recordingChatInput)
    .query(async ({ ctx, input }) => await listRecordingChat(ctx, input.cursor)),
  rename: manage
    .input(renameRecordingInput)
    .mutation(async ({ ctx, input }) => await renameRecording(ctx, input.name)),
  remove: manage.mutation(async ({ ctx }) => await removeRecording(ctx)),
  restore: recordingProcedure('recording:manage', 'deleted').mutation(
    async ({ ctx }) => await restoreRecording(ctx),
  ),
  transcode: manage
    .input(transcodeInput)
    .mutation(async ({ ctx, input }) => await requestTranscode(ctx.recording, input.kind)),
  cancelTranscode: manage
    .input(transcodeInput)
    .mutation(async ({ ctx, input }) => await cancelTranscode(ctx.recording, input.kind)),
  shares: manage.query(async ({ ctx }) => await listShares(ctx.recording)),
  share: manage
    .input(shareRecordingInput)
    .mutation(async ({ ctx, input }) => await shareRecording(ctx, input)),
  unshare: manage
    .input(shareLinkInput)
    .mutation(async ({ ctx, input }) => await unshareRecording(ctx, input.linkId)),
  retention: tenantProcedure('recording:list').query(async ({ ctx }) => await readRetention(ctx.tenant.id)),
  setRetention: tenantProcedure('tenant:edit')
    .input(retentionInput)
    .mutation(async ({ ctx, input }) => await setRetention(ctx, input.recordingDays)),
  peekShare: publicProcedure
    .input(shareInput)
    .query(async ({ ctx, input }) => await peekShare(ctx, input.token)),
  openShare: publicProcedure
    .input(openShareInput)
    .mutation(async ({ ctx, input }) => await openShare(ctx, input)),
  sharedChat: publicProcedure
    .input(shareInput.extend(recordingChatInput.shape))
    .query(async ({ ctx, input }) => await listSharedChat(ctx, input)),
});
