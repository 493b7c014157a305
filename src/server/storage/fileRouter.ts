import 'server-only';
import type { NextRequest } from 'next/server';
import { createUploadthing, type FileRouter, UTFiles } from 'uploadthing/next';
import { UploadThingError } from 'uploadthing/server';
import { z } from 'zod';
import { tenantSlug } from '@/shared/auth';
import { type Context, createContext } from '../context';
import { db } from '../db';
import { AppError, fail } from '../errors';
import { log } from '../log';
import { namingPart } from '../outage';
import { consume } from '../rateLimit';
import { findName } from '../rooms/people';
import { type Opening, openUpload, readDeclared } from './openUpload';
import { storeFile } from './storeFile';
import { mayAttach, mayLogo, mayPicture } from './uploadRights';

const f = createUploadthing({ errorFormatter: ({ message }) => ({ message }) });

/** Our own limits are looked at first, and are all narrower. */
const ANYTHING = { blob: { maxFileSize: '1024GB', maxFileCount: 1 } } as const;

// The key in the URL is a hash of 32 bits: nothing is looked up by it, and it need not tell one file from another.
const OPTIONS = { getFileHashParts: (file: { name: string }) => [file.name], presignedURLTTL: '1h' } as const;

const STATUS = {
  UNAUTHORIZED: 'FORBIDDEN',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  PAYLOAD_TOO_LARGE: 'TOO_LARGE',
  SERVICE_UNAVAILABLE: 'INTERNAL_SERVER_ERROR',
} as const;

/** A refusal as uploadthing answers it: our code is its message. */
const asUploadThingError = (cause: unknown) => {
  const error = namingPart(cause);
  if (error instanceof AppError) {
    const code = STATUS[error.code as keyof typeof STATUS] ?? 'BAD_REQUEST';
    return new UploadThingError({ code, message: error.appCode });
  }
  if (error instanceof z.ZodError) return new UploadThingError({ code: 'BAD_REQUEST', message: 'UNKNOWN' });
  log().error({ error }, 'upload not opened');
  return new UploadThingError({ code: 'INTERNAL_SERVER_ERROR', message: 'UNKNOWN' });
};

type Files = readonly { name: string }[];

const open = async (req: NextRequest, files: Files, plan: (ctx: Context) => Promise<Opening>) => {
  try {
    const ctx = await createContext(req.headers, new Headers());
    await consume('mutation', ctx.viewer.kind === 'user' ? ctx.viewer.userId : ctx.address);
    const opening = await plan(ctx);
    const fileId = await openUpload(opening);
    return {
      fileId,
      [UTFiles]: files.map((file) => ({ ...file, name: opening.file.name, customId: fileId })),
    };
  } catch (error) {
    throw asUploadThingError(error);
  }
};

const nameOfUser = async (id: string) =>
  (await db().user.findUnique({ where: { id }, select: { name: true } }))?.name ?? fail('UNAUTHENTICATED');

/** What may be uploaded, by whom, and what is done with it once it is here. */
export const fileRouter = {
  attachment: f(ANYTHING, OPTIONS)
    .input(z.object({ roomId: z.uuid() }))
    .middleware(
      async ({ req, input, files }) =>
        await open(req, files, async (ctx) => {
          const file = readDeclared(files);
          const { room, insider } = await mayAttach(ctx, input.roomId, file);
          const { id, isGuest } = insider;
          const owner = { id, isGuest, name: await findName(room, insider) };
          return { purpose: 'attachment', owner, tenantId: room.tenantId, roomId: room.id, file };
        }),
    )
    .onUploadComplete(async ({ metadata }) => await storeFile(metadata.fileId)),
  avatar: f(ANYTHING, OPTIONS)
    .input(z.object({}))
    .middleware(
      async ({ req, files }) =>
        await open(req, files, async (ctx) => {
          const file = readDeclared(files);
          const { userId } = mayPicture(ctx, file);
          const owner = { id: userId, isGuest: false, name: await nameOfUser(userId) };
          return { purpose: 'avatar', owner, tenantId: null, roomId: null, file };
        }),
    )
    .onUploadComplete(async ({ metadata }) => await storeFile(metadata.fileId)),
  logo: f(ANYTHING, OPTIONS)
    .input(z.object({ tenant: tenantSlug }))
    .middleware(
      async ({ req, input, files }) =>
        await open(req, files, async (ctx) => {
          const file = readDeclared(files);
          const { userId, tenant } = await mayLogo(ctx, { slug: input.tenant }, file);
          const owner = { id: userId, isGuest: false, name: await nameOfUser(userId) };
          return { purpose: 'logo', owner, tenantId: tenant.id, roomId: null, file };
        }),
    )
    .onUploadComplete(async ({ metadata }) => await storeFile(metadata.fileId)),
} satisfies FileRouter;

export type AppFileRouter = typeof fileRouter;
