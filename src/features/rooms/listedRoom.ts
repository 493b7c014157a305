import type { inferOutput } from '@trpc/tanstack-react-query';
import type { useTRPC } from '@/api/client';

type Rooms = ReturnType<typeof useTRPC>['rooms'];

export type RoomPage = inferOutput<Rooms['list']>;
export type ListedRoom = RoomPage['items'][number];

export type RoomLinkOfList = inferOutput<Rooms['links']['list']>[number];
export type RoomPerson = inferOutput<Rooms['people']['list']>['people'][number];
