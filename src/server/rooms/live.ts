import 'server-only';
import { tracked } from '@trpc/server';
import type { RoomEvent, TenantEvent } from '@/shared/events';
import { canInRoom, type TenantPermission } from '@/shared/permissions';
import { findRoomAccess, findTenantAccess, type Insider, type RoomAccess } from '../access';
import { isReadableBy, readableBy, findMessages, type StoredMessage } from '../chat/messages';
import { type Context, createContext } from '../context';
import { db } from '../db';
import { listen } from '../events';

/** Milliseconds before the last event that a resumed stream goes back to: what was committed late is in them. */
const OVERLAP = 5_000;
/** More changes than this since the last event are quicker fetched anew than streamed. */
const RESUME_MAX = 500;
/** Milliseconds, up to the year 2286: any other number is no time that the database could have said. */
const EVENT_ID = /^\d{1,13}$/;

type LiveEvent = RoomEvent<StoredMessage> | { type: 'open' };

type MessageEvent = Extract<LiveEvent, { type: 'message' }>;

/** The event itself goes on, not a copy: what is written of it is the same for every stream. */
const trackedMessage = (event: MessageEvent) => tracked(String(Date.parse(event.message.changedAt)), event);

const databaseTime = async () => {
  const [row] = await db().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return row?.now ?? new Date();
};

/** What changed since the event that a stream ended with, or null where that is too much. */
const missed = async ({ room }: RoomAccess, insider: Insider, lastEventId: string | null | undefined) => {
  if (!EVENT_ID.test(lastEventId ?? '')) return [];
  const last = Number(lastEventId);
  const changes = await findMessages({
    where: { ...readableBy(room, insider), changedAt: { gt: new Date(last - OVERLAP) } },
    orderBy: { changedAt: 'asc' },
    take: RESUME_MAX + 1,
  });
  return changes.length > RESUME_MAX ? null : changes;
};

const isToldTo = ({ to, by }: Extract<LiveEvent, { type: 'told' }>, { id }: Insider) =>
  to === null ? by.id !== id : to === id;

/** The session whose end a stream has to hear of. */
export const sessionOf = ({ viewer }: Context) =>
  viewer.kind === 'user' ? { session: viewer.sessionId } : {};

/** Who asks, from the beginning: the session may be over by now. */
const askAgain = async (ctx: Context) => await createContext(ctx.headers, ctx.resHeaders);

/**
 * The events of a room that somebody in it may see, from now on and, after a cut, from `lastEventId` on: an event's
 * id is the database's time of the change in milliseconds. Ends with NOT_FOUND as soon as the right to be here does.
 */
export async function* liveRoom(
  ctx: Context & RoomAccess & { insider: Insider },
  lastEventId: string | null | undefined,
  signal: AbortSignal,
) {
  const roomId = ctx.room.id;
  const prove = async () => await findRoomAccess(await askAgain(ctx), roomId, 'chat:read');
  const events = await listen({ room: roomId, ...sessionOf(ctx) }, signal);
  const openedAt = await databaseTime();
  // The right was proven before anybody listened for its end.
  let { role } = await prove();
  const changes = await missed(ctx, ctx.insider, lastEventId);
  if (changes) for (const message of changes) yield trackedMessage({ type: 'message', message });
  else yield { type: 'changed', what: 'messages' } satisfies LiveEvent;
  yield tracked(String(openedAt.getTime()), { type: 'open' } satisfies LiveEvent);
  for await (const event of events) {
    if (event.type === 'access') ({ role } = await prove());
    else if (event.type === 'changed') {
      if (event.what !== 'lobby' || canInRoom(role, 'lobby:admit')) yield event;
    } else if (event.type === 'told') {
      if (isToldTo(event, ctx.insider)) yield event;
    } else if (event.type === 'started') yield event;
    else if (event.type === 'door') continue;
    else if (isReadableBy(event.message, ctx.insider)) yield trackedMessage(event);
  }
}

/** What changes in a tenant's lists. Ends with NOT_FOUND as soon as the right to read them does. */
export async function* liveTenant(
  ctx: Context & { tenant: { id: string; slug: string } },
  permission: TenantPermission,
  signal: AbortSignal,
): AsyncGenerator<TenantEvent | { type: 'open' }> {
  const events = await listen({ tenant: ctx.tenant.id, ...sessionOf(ctx) }, signal);
  const prove = async () => {
    const { viewer } = await askAgain(ctx);
    await findTenantAccess(viewer, ctx.tenant.slug, permission);
  };
  await prove();
  yield { type: 'open' };
  for await (const event of events) {
    if (event.type === 'access') await prove();
    else yield event;
  }
}
