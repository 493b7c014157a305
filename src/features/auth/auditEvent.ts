import type { inferOutput } from '@trpc/tanstack-react-query';
import type { useTRPC } from '@/api/client';

type Auth = ReturnType<typeof useTRPC>['auth'];

export type AuditEvent = inferOutput<Auth['audit']['list']>['items'][number];
