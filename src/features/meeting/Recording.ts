import type { inferOutput } from '@trpc/tanstack-react-query';
import type { useTRPC } from '@/api/client';

type Api = ReturnType<typeof useTRPC>;

/** The newest recording of the meeting that one is in. */
export type Recording = NonNullable<inferOutput<Api['rooms']['recording']>>;
