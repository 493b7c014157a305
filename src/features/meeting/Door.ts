import type { inferOutput } from '@trpc/tanstack-react-query';
import type { useTRPC } from '@/api/client';

type Api = ReturnType<typeof useTRPC>;

/** What a link opens to who may come in. */
export type Door = Extract<inferOutput<Api['rooms']['byCode']>, { access: 'open' }>;

/** The way into the call, and who one is in it. */
export type Ticket = inferOutput<Api['rooms']['join']>;
