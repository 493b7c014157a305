import type { inferOutput } from '@trpc/tanstack-react-query';
import type { RoomEvent, TenantEvent } from '@/shared/events';
import type { useTRPC } from './client';

type Api = ReturnType<typeof useTRPC>;

/** A page of what was said in a room. */
export type MessagePage = inferOutput<Api['chat']['list']>;

/** What somebody said, in its wire form. */
export type Message = MessagePage['items'][number];

/** What a stream is about: a meeting or a room's page, or a tenant's lists. */
export type LiveSubject = { roomId: string } | { tenant: string };

/** `open` comes once what was missed is told: after the first connection and after each cut. */
export type LiveEvent = RoomEvent<Message> | TenantEvent | { type: 'open' };

/** `lost`: it will come back by itself. `over`: the right to be here has ended. */
export type Connection = 'connecting' | 'open' | 'lost' | 'over';
