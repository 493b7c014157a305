import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import type { openShareInput } from '@/shared/recordings';
import type { Visitor } from '../access';
import { verifyPassword } from '../auth/passwords';
import type { Context } from '../context';
import { db } from '../db';
import { fail } from '../errors';
import { isHere, proveOpen } from '../gate';
import { consume, giveBack } from '../rateLimit';
import { findChapters } from './chapters';
import { findPlayable } from './getRecording';
import { listRecordingChat } from './recordingChat';
import { claimedPasses, hasPass, issuePass } from './sharePass';
import { linkIdOf } from './shareToken';
import { findWhoWasThere } from './whoWasThere';

/** Links that open something now. */
const working = (): Prisma.ShareLinkWhereInput => ({
  OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
  recording: { deletedAt: null, room: { deletedAt: null } },
  tenant: { deletedAt: null },
});

const openedSelect = {
  id: true,
  passwordHash: true,
  hasChat: true,
  tenant: { select: { id: true, name: true, logoId: true, deletedAt: true, suspendedAt: true } },
  recording: {
    select: {
      id: true,
      name: true,
      meetingId: true,
      startedAt: true,
      endedAt: true,
      duration: true,
      isAudioOnly: true,
      room: { select: { id: true, historyDays: true } },
    },
  },
} satisfies Prisma.ShareLinkSelect;

type Opened = Prisma.ShareLinkGetPayload<{ select: typeof openedSelect }>;

const findLink = async ({ viewer }: Pick<Context, 'viewer'>, token: string): Promise<Opened> => {
  const id = linkIdOf(token) ?? fail('NOT_FOUND');
  const link = await db().shareLink.findFirst({ where: { ...working(), id }, select: openedSelect });
  if (!link || !isHere(viewer, link.tenant.id)) return fail('NOT_FOUND');
  proveOpen(link.tenant);
  return link;
};

/** What a link tells before it is opened. Fails NOT_FOUND. */
export const peekShare = async (ctx: Context, token: string) => {
  const { id, passwordHash, tenant } = await findLink(ctx, token);
  const needsPassword = passwordHash !== null && !(await hasPass(ctx.headers, id));
  return { needsPassword, tenantName: tenant.name, logoId: tenant.logoId };
};

/** Each guess is paid for before it is looked at, or many at once would be free; a right one is given back. */
const provePassword = async ({ id, passwordHash }: Opened, address: string, password: string) => {
  await consume('shareAddress', address);
  await consume('shareLink', id);
  if (!(await verifyPassword(passwordHash, password))) return fail('SHARE_PASSWORD_WRONG');
  await Promise.all([giveBack('shareAddress', address), giveBack('shareLink', id)]);
};

/** What a link shows. Who was there it tells only where they come in: a viewer hears and sees them then. */
const playerOf = async ({ hasChat, tenant, recording }: Opened) => {
  const [there = []] = await findWhoWasThere([recording]);
  const { id, name, startedAt, duration, isAudioOnly } = recording;
  return {
    recording: { id, name, startedAt, duration, isAudioOnly },
    chapters: await findChapters(recording, there),
    ...(await findPlayable(id)),
    hasChat,
    tenant: { name: tenant.name, logoId: tenant.logoId },
  };
};

/**
 * Opens a link: what its player shows, and a pass for the bytes, counted as one view. Who has the pass needs no
 * password again. Fails NOT_FOUND (unknown, over, revoked), SHARE_PASSWORD_WRONG, RATE_LIMITED.
 */
export const openShare = async (ctx: Context, { token, password }: z.output<typeof openShareInput>) => {
  const link = await findLink(ctx, token);
  if (await hasPass(ctx.headers, link.id)) return await playerOf(link);
  if (link.passwordHash !== null) await provePassword(link, ctx.address, password ?? '');
  const { count } = await db().shareLink.updateMany({
    where: { ...working(), id: link.id },
    data: { views: { increment: 1 }, lastViewedAt: new Date() },
  });
  if (count === 0) return fail('NOT_FOUND');
  ctx.resHeaders.append('set-cookie', await issuePass(link.id));
  return await playerOf(link);
};

/** A page of the chat beside a shared recording, without its files. Fails NOT_FOUND without the link's pass, or where it shows none. */
export const listSharedChat = async (
  ctx: Context,
  { token, cursor }: { token: string; cursor?: string | null | undefined },
) => {
  const { id, hasChat, recording } = await findLink(ctx, token);
  if (!hasChat || !(await hasPass(ctx.headers, id))) return fail('NOT_FOUND');
  const { items, nextCursor } = await listRecordingChat({ recording, room: recording.room }, cursor);
  return { items: items.map(({ files: _files, ...said }) => said), nextCursor };
};

/** Whether a request has the pass of a link that shows this recording now. */
export const hasPassFor = async ({ viewer, headers }: Visitor, recordingId: string): Promise<boolean> => {
  const claimed = claimedPasses(headers).filter((id) => linkIdForm.test(id));
  if (claimed.length === 0) return false;
  const links = await db().shareLink.findMany({
    where: { AND: [working(), { tenant: { suspendedAt: null } }], id: { in: claimed }, recordingId },
    select: { id: true, tenantId: true },
  });
  const here = links.filter(({ tenantId }) => isHere(viewer, tenantId));
  const proven = await Promise.all(here.map(async ({ id }) => await hasPass(headers, id)));
  return proven.includes(true);
};

const linkIdForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
