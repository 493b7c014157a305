import 'server-only';
import { Readable } from 'node:stream';
import { actorOf, audit } from '../audit';
import { findTenantAccess } from '../access';
import type { Context } from '../context';
import { db } from '../db';
import { asResponse } from '../errorResponse';
import { AppError, fail } from '../errors';
import { isOperator, operatorOf } from './operators';

/** Rows read at once. */
const BATCH = 500;

interface Row {
  id: string;
}
type Page = { take: number; orderBy: { id: 'asc' }; skip?: number; cursor?: Row };

/** All rows of a table, a batch at a time. */
async function* all<R extends Row>(find: (page: Page) => Promise<R[]>): AsyncGenerator<R> {
  let last: string | undefined;
  for (;;) {
    const rows = await find({
      take: BATCH,
      orderBy: { id: 'asc' },
      ...(last === undefined ? {} : { skip: 1, cursor: { id: last } }),
    });
    yield* rows;
    last = rows.at(-1)?.id;
    if (rows.length < BATCH) return;
  }
}

const personSelect = { id: true, name: true, email: true } as const;

/** Every kind of row that a tenant has, by the name that stands before it. */
const tables = (tenantId: string) =>
  ({
    invitation: (page: Page) =>
      db().invitation.findMany({ where: { tenantId }, omit: { tokenHash: true }, ...page }),
    domain: (page: Page) => db().tenantDomain.findMany({ where: { tenantId }, ...page }),
    identityProvider: (page: Page) =>
      db().identityProvider.findMany({
        where: { tenantId },
        omit: { secret: true, secretKeyId: true },
        ...page,
      }),
    room: (page: Page) =>
      db().room.findMany({
        where: { tenantId },
        include: { members: { select: { userId: true, role: true } }, links: true, bars: true },
        ...page,
      }),
    meeting: (page: Page) =>
      db().meeting.findMany({ where: { tenantId }, include: { attendances: true, shares: true }, ...page }),
    message: (page: Page) =>
      db().message.findMany({
        where: { tenantId, recipientId: null },
        include: { reactions: true },
        ...page,
      }),
    file: (page: Page) =>
      db().file.findMany({
        where: { tenantId, OR: [{ messageId: null }, { message: { recipientId: null } }] },
        ...page,
      }),
    recording: (page: Page) =>
      db().recording.findMany({
        where: { tenantId },
        include: { shareLinks: { omit: { passwordHash: true } } },
        ...page,
      }),
    audit: (page: Page) => db().auditEvent.findMany({ where: { tenantId }, ...page }),
  }) satisfies Record<string, (page: Page) => Promise<Row[]>>;

const line = (table: string, row: object) => Buffer.from(`${JSON.stringify({ table, ...row })}\n`);

async function* members(tenantId: string) {
  const rows = await db().membership.findMany({
    where: { tenantId },
    select: { role: true, createdAt: true, user: { select: personSelect } },
    orderBy: { userId: 'asc' },
  });
  for (const { user, ...membership } of rows) yield line('member', { ...user, ...membership });
}

/**
 * A tenant's rows, one a line as JSON with its `table`; its files as a list, each to be had from /api/files/ID. Left
 * out are secrets, and private messages with their files.
 */
async function* exportTenant(tenantId: string): AsyncGenerator<Buffer> {
  yield line('tenant', await db().tenant.findUniqueOrThrow({ where: { id: tenantId } }));
  yield* members(tenantId);
  for (const [table, find] of Object.entries(tables(tenantId)))
    for await (const row of all<Row>(find)) yield line(table, row);
}

const isOwn = async (ctx: Context, slug: string) => {
  try {
    return (await findTenantAccess(ctx.viewer, slug, 'tenant:security')).tenant;
  } catch (error) {
    // An operator reads also what its own people may not, or no more.
    if (error instanceof AppError && (await isOperator(ctx.viewer))) return null;
    throw error;
  }
};

/**
 * Proves that who asks may have a tenant's export: its owners, and operators whatever its state. Written down.
 * Fails as `findTenantAccess` does.
 */
const openExport = async (ctx: Context, slug: string) => {
  const own = await isOwn(ctx, slug);
  const tenant =
    (await db().tenant.findUnique({ where: { slug }, select: { id: true, slug: true, name: true } })) ??
    fail('NOT_FOUND');
  const actor = await (own ? actorOf(ctx) : operatorOf(ctx));
  const target = { kind: 'tenant', id: tenant.id, name: tenant.name } as const;
  await audit(actor, { tenantId: tenant.id, action: 'tenant.export', target });
  return tenant;
};

/** The answer to whoever asks for a tenant's export: a file of lines (NDJSON), streamed while it is read. */
export const serveExport = async (ctx: Context, slug: string): Promise<Response> => {
  try {
    const tenant = await openExport(ctx, slug);
    return new Response(Readable.toWeb(Readable.from(exportTenant(tenant.id))) as ReadableStream, {
      headers: {
        'content-type': 'application/x-ndjson; charset=utf-8',
        'content-disposition': `attachment; filename="${tenant.slug}.ndjson"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    return asResponse(error);
  }
};
