import { randomUUID } from 'node:crypto';
import { TRPCError } from '@trpc/server';
import { encode } from 'next-auth/jwt';
import { expect } from 'vitest';
import { makeMembership, makeRoom, makeTenant, makeUser } from '../../prisma/factories.ts';
import { createSession, type Proof } from '@/server/auth/sessions';
import { createContext } from '@/server/context';
import { cookieName } from '@/server/cookies';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { AppError } from '@/server/errors';
import { appRouter } from '@/server/router';
import { createCallerFactory } from '@/server/trpc';
import type { StoredMessage } from '@/server/chat/messages';
import type { ErrorCode } from '@/shared/errors';
import type { RoomEvent } from '@/shared/events';
import type { TenantRole } from '@/shared/permissions';

const callerFactory = createCallerFactory(appRouter);

/** The cookie of a new session, as a browser sends it. */
export const sessionCookie = async (userId: string, proof: Proof = {}) => {
  const sessionId = await createSession(userId, { userAgent: 'test', address: '192.0.2.1' }, proof);
  const token = await encode({ token: { sessionId }, secret: env().AUTH_SECRET });
  return { sessionId, cookie: `${cookieName('session')}=${token}` };
};

/** A browser: calls procedures with its cookies and an address of its own, and keeps the cookies it is given. */
export const browser = async (cookie = '') => {
  const headers = new Headers({ cookie, 'x-webmtg-address': randomUUID(), 'user-agent': 'test' });
  const resHeaders = new Headers();
  const api = callerFactory(async () => await createContext(headers, resHeaders));
  /** The same browser's calls that end with `signal`: for streams. */
  const apiUntil = (signal: AbortSignal) =>
    callerFactory(async () => await createContext(headers, resHeaders), { signal });
  const keepCookies = () => {
    const had = headers.get('cookie')?.split('; ') ?? [];
    const given = resHeaders.getSetCookie().map((line) => line.split(';')[0] ?? '');
    // One given anew takes the place of the one before.
    const jar = new Map([...had, ...given].filter(Boolean).map((pair) => [pair.split('=')[0], pair]));
    headers.set('cookie', [...jar.values()].join('; '));
  };
  return { api, apiUntil, headers, resHeaders, keepCookies };
};

/** The browser of somebody who is signed in. */
export const browserOf = async (user: { id: string }) => await browser((await sessionCookie(user.id)).cookie);

/** A tenant of the test's own with one person in each role, and a room that the plain member hosts. */
export const sandbox = async (room: Parameters<typeof makeRoom>[2] = {}) => {
  const tenant = await makeTenant(db());
  const join = async (role: TenantRole) => {
    const user = await makeUser(db());
    await makeMembership(db(), { tenantId: tenant.id, userId: user.id }, role);
    return user;
  };
  const [owner, admin, host, colleague] = await Promise.all([
    join('owner'),
    join('admin'),
    join('member'),
    join('member'),
  ]);
  const made = await makeRoom(db(), { tenantId: tenant.id, hostId: host.id }, room);
  return { tenant, owner, admin, host, colleague, room: made };
};

/** Expects a call to be refused with this code of ours. */
export const expectRefusal = async (call: Promise<unknown>, code: ErrorCode) => {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error, 'the call went through').toBeInstanceOf(AppError);
  expect(error instanceof AppError ? error.appCode : error).toBe(code);
};

/** Expects a call to be refused for its input, with this key at this field. */
export const expectFieldError = async (call: Promise<unknown>, field: string, key: string) => {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error, 'the call went through').toBeInstanceOf(TRPCError);
  const issues = (error as { cause?: { issues?: { path: PropertyKey[]; message: string }[] } }).cause?.issues;
  expect(issues?.map(({ path, message }) => [path.join('.'), message])).toContainEqual([field, key]);
};

type LiveEvent = RoomEvent<StoredMessage> | { type: 'open' };

/** A browser's stream of a room: what has come so far, with the id of the last event, as a tab keeps it. */
export const openStream = async (
  { apiUntil }: Pick<Awaited<ReturnType<typeof browser>>, 'apiUntil'>,
  roomId: string,
  lastEventId?: string,
) => {
  const abort = new AbortController();
  const stream = await apiUntil(abort.signal).rooms.live({ roomId, lastEventId });
  const state = { events: [] as LiveEvent[], lastEventId, error: null as unknown };
  const opened = Promise.withResolvers<void>();
  const ended = (async () => {
    try {
      for await (const item of stream) {
        // A tracked event is, in this process, the pair that the wire's `id` and `data` are made of.
        const pair = item as unknown as [string, LiveEvent] | LiveEvent;
        const event = Array.isArray(pair) ? pair[1] : pair;
        if (Array.isArray(pair)) [state.lastEventId] = pair;
        state.events.push(event);
        if (event.type === 'open') opened.resolve();
      }
    } catch (error) {
      state.error = error;
    }
    opened.resolve();
  })();
  await opened.promise;
  return {
    state,
    ended,
    messages: () => state.events.flatMap((event) => (event.type === 'message' ? [event.message] : [])),
    close: async () => {
      abort.abort();
      await ended;
    },
  };
};

/** Somebody with nothing but the link, let in under this name. */
export const guestIn = async (roomId: string, name: string) => {
  const guest = await browser();
  const joined = await guest.api.rooms.join({ roomId, tabId: 'tab-00000001', name });
  guest.keepCookies();
  return { ...guest, person: { id: joined.personId, isGuest: true } };
};
