'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTRPC } from '@/api/client';
import type { ChatPerson } from '@/features/chat/ChatPerson';
import { chatRights } from '@/shared/permissions';
import { part } from '@/ui/lazyPart';

// Only in the browser: what is in view depends on sizes that only it knows.
const load = part(async () => await import('./RoomConversation'));
const RoomConversation = dynamic(async () => (await load()).RoomConversation, {
  ssr: false,
  loading: () => <Placeholder />,
});

export interface RoomChatProps {
  roomId: string;
  self: ChatPerson;
}

/** The room's conversation on its page, under the rights of the moment. */
export function RoomChat({ roomId, self }: RoomChatProps) {
  const trpc = useTRPC();
  const { data: room } = useSuspenseQuery(trpc.rooms.get.queryOptions({ roomId }));
  return (
    <RoomConversation
      roomId={roomId}
      self={self}
      role={room.role}
      rights={chatRights({ role: room.role, settings: room, rules: room.rules })}
      isKept={room.historyDays !== 0}
    />
  );
}

function Placeholder() {
  return <div className="h-[36rem] max-h-[85dvh] rounded-2xl border border-line bg-surface shadow-low" />;
}
