'use client';

import { DeletedRoomRow } from './DeletedRoomRow';
import type { ListedRoom } from './listedRoom';
import { RoomRow } from './RoomRow';

export interface RoomListProps {
  label: string;
  rooms: readonly ListedRoom[];
  tenant: string;
  siteUrl: string;
}

export function RoomList({ label, rooms, tenant, siteUrl }: RoomListProps) {
  return (
    <ul
      aria-label={label}
      className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-low"
    >
      {rooms.map((room) => (
        <li key={room.id} className="px-4 py-4 sm:px-6">
          {room.deletedAt === null ? (
            <RoomRow room={room} tenant={tenant} siteUrl={siteUrl} />
          ) : (
            <DeletedRoomRow room={room} deletedAt={room.deletedAt} />
          )}
        </li>
      ))}
    </ul>
  );
}
