import type { inferOutput } from '@trpc/tanstack-react-query';
import type { useTRPC } from '@/api/client';

/** An organisation as its operator's list has it. */
export type OperatedTenant = inferOutput<
  ReturnType<typeof useTRPC>['auth']['operator']['list']
>['items'][number];
