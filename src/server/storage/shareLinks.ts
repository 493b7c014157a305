import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import type { shareRecordingInput } from '@/shared/recordings';
import { hashPassword } from '../auth/passwords';
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

const nameOf = async (userId: string) =>
  (await db().user.findUnique({ where: { id: userId }, select: { name: true } }))?.name ??
  fail('UNAUTHENTICATED');

/** A new link to a recording. Fails RECORDING_UNFINISHED where there is nothing to watch yet. */
export const shareRecording = async (
  recording: AccessedRecording,
  userId: string,
  { days, password, hasChat }: z.output<typeof shareRecordingInput>,
) => {
  const isThere = await db().file.count({ where: { recordingId: recording.id, rendition: 'original' } });
  if (isThere === 0) return fail('RECORDING_UNFINISHED');
  const link = await db().shareLink.create({
    data: {
      tenantId: recording.tenantId,
      recordingId: recording.id,
      createdById: userId,
      createdByName: await nameOf(userId),
      passwordHash: password === null ? null : await hashPassword(password),
      hasChat,
      expiresAt: days === null ? null : new Date(Date.now() + days * DAY),
    },
    select: linkSelect,
  });
  await tellRecordings(recording);
  return wireLink(link);
};

/** Ends a link, for whoever is watching by it as well; one that has ended is no error. */
export const unshareRecording = async (recording: AccessedRecording, linkId: string) => {
  await db().shareLink.deleteMany({ where: { id: linkId, recordingId: recording.id } });
  await tellRecordings(recording);
};
