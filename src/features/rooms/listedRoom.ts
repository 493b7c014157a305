import type { inferOutput } from '@trpc/tanstack-react-query';
import type { useTRPC } from '@/api/client';
import { canInRoom, type RoomPermission, type TenantRole } from '@/shared/permissions';

type Rooms = ReturnType<typeof useTRPC>['rooms'];

export type RoomPage = inferOutput<Rooms['list']>;
export type ListedRoom = RoomPage['items'][number];

/** Who looks at the list. */
export interface Viewer {
  id: string;
  role: TenantRole;
}

/** Whether a control belongs in the list; the server has the last word. */
export const canInListedRoom = (room: ListedRoom, viewer: Viewer, permission: RoomPermission) =>
  canInRoom(room.host.id === viewer.id || viewer.role !== 'member' ? 'host' : 'participant', permission);
