import type { inferOutput } from '@trpc/tanstack-react-query';
import type { useTRPC } from '@/api/client';

type Storage = ReturnType<typeof useTRPC>['storage'];

export type FilePage = inferOutput<Storage['list']>;
export type ListedFile = FilePage['items'][number];
