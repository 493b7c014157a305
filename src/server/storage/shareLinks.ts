import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import type { shareRecordingInput } from '@/shared/recordings';
import { hashPassword } from '../auth/passwords';
import { actorOf, type Asker, audit } from '../audit';
import { db } from '../db';
import { fail } from '../errors';
import type { AccessedRecording } from './findRecordingAccess';
import { shareTokenOf } from './shareToken';
import { tellRecordings } from '../rooms/tellRecordings';

const DAY = 24 * 3600 * 1000;

const linkSelect = {
  id: true,
  createdByName: true,
  passwordHash: true,
  hasChat: true,
  views: true,
  lastViewedAt: true,
  createdAt: true,
  expiresAt: true,
} satisfies Prisma.ShareLinkSelect;

const wireLink = ({ passwordHash, ...link }: Prisma.ShareLinkGetPayload<{ select: typeof linkSelect }>) => ({
  ...link,
  hasPassword: passwordHash !== null,
  path: `/s/${shareTokenOf(link.id)}`,
});

/** The links to a recording, newest first, those that have ended too; each with its path, secret and all. */
export const listShares = async ({ id }: AccessedRecording) => {
  const links = await db().shareLink.findMany({
    where: { recordingId: id },
    select: linkSelect,
    orderBy: { id: 'desc' },
  });
  return links.map(wireLink);
};

type AskerForRecording = Asker & { recording: AccessedRecording; insider: { id: string } };

const actOf = ({ recording }: AskerForRecording) => {
  const { id, tenantId, name } = recording;
  return { tenantId, target: { kind: 'recording', id, name } } as const;
};

/** A new link to a recording. Fails RECORDING_UNFINISHED where there is nothing to watch yet. */
export const shareRecording = async (
  ctx: AskerForRecording,
  { days, password, hasChat }: z.output<typeof shareRecordingInput>,
) => {
  const { recording } = ctx;
  const isThere = await db().file.count({ where: { recordingId: recording.id, rendition: 'original' } });
  if (isThere === 0) return fail('RECORDING_UNFINISHED');
  const actor = await actorOf(ctx);
  const data = {
    tenantId: recording.tenantId,
    recordingId: recording.id,
    createdById: ctx.insider.id,
    createdByName: actor.name,
    passwordHash: password === null ? null : await hashPassword(password),
    hasChat,
    expiresAt: days === null ? null : new Date(Date.now() + days * DAY),
  };
  const link = await db().$transaction(async (tx) => {
    const made = await tx.shareLink.create({ data, select: linkSelect });
    const detail = { linkId: made.id, days, hasPassword: password !== null, hasChat };
    await audit(actor, { ...actOf(ctx), action: 'recording.share', detail }, tx);
    return made;
  });
  await tellRecordings(recording);
  return wireLink(link);
};

/** Ends a link, for whoever is watching by it as well; one that has ended is no error. */
export const unshareRecording = async (ctx: AskerForRecording, linkId: string) => {
  const actor = await actorOf(ctx);
  await db().$transaction(async (tx) => {
    const { count } = await tx.shareLink.deleteMany({ where: { id: linkId, recordingId: ctx.recording.id } });
    if (count > 0) await audit(actor, { ...actOf(ctx), action: 'recording.unshare', detail: { linkId } }, tx);
  });
  await tellRecordings(ctx.recording);
};
