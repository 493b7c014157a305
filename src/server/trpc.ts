import 'server-only';
import { initTRPC, type TRPCError } from '@trpc/server';
import { z, ZodError } from 'zod';
import { tenantSlug } from '@/shared/auth';
import type { ErrorCode } from '@/shared/errors';
import { tenantInput } from '@/shared/operator';
import type { FilePermission, RoomPermission, TenantPermission } from '@/shared/permissions';
import { findRoomAccess, findTenantAccess } from './access';
import { proveLately } from './auth/confirmIdentity';
import type { Context } from './context';
import { findOperatedTenant, isOperator } from './auth/operators';
import { AppError, fail } from './errors';
import { log } from './log';
import { namingPart } from './outage';
import { consume, type LimitName } from './rateLimit';
import { findFileAccess, findUnclaimed } from './storage/findFileAccess';
import { findRecordingAccess, type RecordingPermission } from './storage/findRecordingAccess';

/** What a procedure needs, told by its builder and pinned by tests/server/access.test.ts. */
export interface Meta {
  access:
    | 'public'
    | 'user'
    | 'account'
    | 'operator'
    | `tenant ${TenantPermission}`
    | `room ${RoomPermission}`
    | `file ${FilePermission}`
    | `recording ${RecordingPermission}`;
}

const appCode = (error: TRPCError): ErrorCode | null => {
  if (error instanceof AppError) return error.appCode;
  return error.code === 'NOT_FOUND' ? 'NOT_FOUND' : null;
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    // A stream is opened again every five minutes, with its right proven anew, and where it has been silent.
    sse: {
      maxDurationMs: 5 * 60_000,
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    errorFormatter: ({ shape, error, ctx }) => {
      const isOurs = error instanceof AppError || error.cause instanceof ZodError;
      return {
        ...shape,
        message: isOurs || error.code !== 'INTERNAL_SERVER_ERROR' ? shape.message : 'Internal error',
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          path: shape.data.path,
          appCode: appCode(error),
          /** For each field, the key in `messages` of what is wrong with it. */
          fields: error.cause instanceof ZodError ? fieldErrors(error.cause) : null,
          requestId: ctx?.requestId ?? null,
        },
      };
    },
  });

const fieldErrors = (error: ZodError) => {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message;
  return fields;
};

const subject = (ctx: Context) => (ctx.viewer.kind === 'user' ? ctx.viewer.userId : ctx.address);

const limitMutations = t.middleware(async ({ ctx, type, next }) => {
  if (type === 'mutation') await consume('mutation', subject(ctx));
  return await next();
});

const logFailures = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok || result.error.code !== 'INTERNAL_SERVER_ERROR') return result;
  const { requestId } = ctx;
  const error = namingPart(result.error);
  // A line of many, each saying the same: what went wrong with the part has one of its own.
  if (error instanceof AppError) log().warn({ requestId, path, outage: error.appCode }, 'procedure failed');
  else log().error({ requestId, path, error: result.error.cause ?? error }, 'procedure failed');
  throw error;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const procedure = t.procedure.use(logFailures).use(limitMutations);

/** A stricter limit of its own, counted by person or address. Fails RATE_LIMITED. */
export const limited = (name: LimitName) =>
  t.middleware(async ({ ctx, next }) => {
    await consume(name, subject(ctx));
    return await next();
  });

/** For anybody, signed in or not. */
export const publicProcedure = procedure.meta({ access: 'public' });

/** For people who are signed in; sets `ctx.userId`, `ctx.sessionId` and the kind of `ctx.viewer`. Fails UNAUTHENTICATED. */
export const userProcedure = procedure.meta({ access: 'user' }).use(async ({ ctx, next }) => {
  if (ctx.viewer.kind !== 'user') return fail('UNAUTHENTICATED');
  const { userId, sessionId } = ctx.viewer;
  return await next({ ctx: { userId, sessionId, viewer: ctx.viewer } });
});

/**
 * For what changes who somebody is everywhere: a session that a tenant's provider opened reaches none of it, since
 * that provider answers for them in its tenant alone; nor does one under a tenant's host, whose cookie whoever holds
 * that name could come by. Fails SCOPED_SESSION.
 */
export const accountProcedure = userProcedure.meta({ access: 'account' }).use(async ({ ctx, next }) => {
  if (ctx.viewer.tenantId !== null || ctx.viewer.hostTenantId !== null) fail('SCOPED_SESSION');
  return await next();
});

/**
 * `accountProcedure` for what changes the ways in: asks for a proof, of the last ten minutes, of who it is. Fails
 * CONFIRM_REQUIRED.
 */
export const freshProcedure = accountProcedure.use(async ({ ctx, next }) => {
  await proveLately(ctx.viewer);
  return await next();
});

/** For whoever runs the deployment. To everybody else there is nothing here: fails NOT_FOUND. */
export const operatorProcedure = userProcedure.meta({ access: 'operator' }).use(async ({ ctx, next }) => {
  if (!(await isOperator(ctx.viewer))) fail('NOT_FOUND');
  return await next();
});

/** The same, about one tenant: takes `{ tenantId }` and sets `ctx.tenant`, whatever state it is in. */
export const operatedProcedure = operatorProcedure.input(tenantInput).use(async ({ input, next }) => {
  const tenant = await findOperatedTenant(input.tenantId);
  return await next({ ctx: { tenant } });
});

/** For a tenant's people: takes `{ tenant }`, the slug, and sets `ctx.tenant`, `ctx.tenantRole` and `ctx.userId`. */
export const tenantProcedure = (permission: TenantPermission) =>
  userProcedure
    .meta({ access: `tenant ${permission}` })
    .input(z.object({ tenant: tenantSlug }))
    .use(async ({ ctx, input, next }) => {
      const { tenant, role } = await findTenantAccess(ctx.viewer, input.tenant, permission);
      return await next({ ctx: { tenant, tenantRole: role } });
    });

/** For whoever has `permission` in a room: takes `{ roomId }`, and sets `ctx.room` and `ctx.role`. */
export const roomProcedure = (permission: RoomPermission, state: 'live' | 'deleted' = 'live') =>
  procedure
    .meta({ access: `room ${permission}` })
    .input(z.object({ roomId: z.uuid('invalid') }))
    .use(async ({ ctx, input, next }) => {
      const access = await findRoomAccess(ctx, input.roomId, permission, state);
      return await next({ ctx: access });
    });

/** `roomProcedure` for what only those in the room do: sets `ctx.insider` as well. Fails NOT_FOUND at the door. */
export const insiderProcedure = (permission: RoomPermission) =>
  roomProcedure(permission).use(async ({ ctx, next }) => {
    const insider = ctx.insider ?? fail('NOT_FOUND');
    return await next({ ctx: { insider } });
  });

const fileInput = z.object({ fileId: z.uuid('invalid') });

/** For whoever has `permission` for a stored file: takes `{ fileId }`, and sets `ctx.file` and `ctx.room`. */
export const fileProcedure = (
  permission: Exclude<FilePermission, 'file:cancel'>,
  state: 'live' | 'deleted' = 'live',
) =>
  procedure
    .meta({ access: `file ${permission}` })
    .input(fileInput)
    .use(async ({ ctx, input, next }) => {
      const access = await findFileAccess(ctx, input.fileId, permission, state);
      return await next({ ctx: access });
    });

/** For whoever is uploading a file, or has it ready to send: takes `{ fileId }`, and sets `ctx.upload`. */
export const uploadProcedure = procedure
  .meta({ access: 'file file:cancel' })
  .input(fileInput)
  .use(async ({ ctx, input, next }) => {
    const upload = await findUnclaimed(ctx, input.fileId);
    return await next({ ctx: { upload } });
  });

/** For whoever has `permission` for a recording: takes `{ recordingId }`, and sets `ctx.recording`, `ctx.room` and `ctx.role`. */
export const recordingProcedure = (permission: RecordingPermission, state: 'live' | 'deleted' = 'live') =>
  procedure
    .meta({ access: `recording ${permission}` })
    .input(z.object({ recordingId: z.uuid('invalid') }))
    .use(async ({ ctx, input, next }) => {
      const access = await findRecordingAccess(ctx, input.recordingId, permission, state);
      return await next({ ctx: access });
    });
