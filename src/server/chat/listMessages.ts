import 'server-only';
import type { z } from 'zod';
import { type listMessagesInput, MESSAGE_PAGE_SIZE } from '@/shared/chat';
import type { Insider, RoomAccess } from '../access';
import { findMessages, readableBy } from './messages';

type Reader = RoomAccess & { insider: Insider };

const take = MESSAGE_PAGE_SIZE + 1;

const older = async ({ room, insider }: Reader, before?: { lt: string } | { lte: string }) => {
  const found = await findMessages({
    where: { ...readableBy(room, insider), ...(before ? { position: before } : {}) },
    orderBy: { position: 'desc' },
    take,
  });
  return { items: found.slice(0, MESSAGE_PAGE_SIZE).toReversed(), hasMore: found.length === take };
};

const newer = async ({ room, insider }: Reader, after: string) => {
  const found = await findMessages({
    where: { ...readableBy(room, insider), position: { gt: after } },
    orderBy: { position: 'asc' },
    take,
  });
  return { items: found.slice(0, MESSAGE_PAGE_SIZE), hasMore: found.length === take };
};

/** A page of what one may read in a room, oldest first: the newest, or before, after or around a position. */
export const listMessages = async (
  reader: Reader,
  { before, after, around }: z.output<typeof listMessagesInput>,
) => {
  if (after) {
    const { items, hasMore } = await newer(reader, after);
    return { items, hasOlder: true, hasNewer: hasMore };
  }
  if (around) {
    const [past, future] = await Promise.all([older(reader, { lte: around }), newer(reader, around)]);
    return {
      items: [...past.items, ...future.items],
      hasOlder: past.hasMore,
      hasNewer: future.hasMore,
    };
  }
  const { items, hasMore } = await older(reader, before ? { lt: before } : undefined);
  return { items, hasOlder: hasMore, hasNewer: Boolean(before) };
};
