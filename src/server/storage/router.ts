import 'server-only';
import { listFilesInput, renameFileInput } from '@/shared/storage';
import {
  fileProcedure,
  insiderProcedure,
  router,
  tenantProcedure,
  uploadProcedure,
  userProcedure,
} from '../trpc';
import { cancelUpload, removeFile, renameFile, restoreFile } from './changeFile';
import { listFiles, listRoomFiles } from './listFiles';
import { removeAvatar, removeLogo } from './pictures';
import { recordingsRouter } from './recordingsRouter';
import { readUsage } from './usage';

export const storageRouter = router({
  list: tenantProcedure('file:list')
    .input(listFilesInput)
    .query(async ({ ctx, input }) => await listFiles(ctx, input)),
  listRoom: insiderProcedure('file:read')
    .input(listFilesInput)
    .query(async ({ ctx, input }) => await listRoomFiles(ctx, input)),
  usage: tenantProcedure('file:list').query(async ({ ctx }) => await readUsage(ctx.tenant.id)),
  rename: fileProcedure('file:rename')
    .input(renameFileInput)
    .mutation(async ({ ctx, input }) => await renameFile(ctx, input.name)),
  remove: fileProcedure('file:delete').mutation(async ({ ctx }) => await removeFile(ctx)),
  restore: fileProcedure('file:delete', 'deleted').mutation(async ({ ctx }) => await restoreFile(ctx)),
  cancelUpload: uploadProcedure.mutation(async ({ ctx }) => await cancelUpload(ctx.upload.id)),
  removeAvatar: userProcedure.mutation(async ({ ctx }) => await removeAvatar(ctx.userId)),
  recordings: recordingsRouter,
  removeLogo: tenantProcedure('tenant:edit').mutation(async ({ ctx }) => await removeLogo(ctx)),
});
