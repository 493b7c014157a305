'use client';

import { useEffect, useMemo } from 'react';
import { useChatSnapshot } from '@/features/chat/ChatContext';
import { ChatNotifier } from '@/features/chat/ChatNotifier';
import { ChatPanel } from '@/features/chat/ChatPanel';
import { ChatProvider } from '@/features/chat/ChatProvider';
import { renderFiles } from '@/features/storage/renderFiles';
import type { ChatSlotProps } from '@/features/meeting/ChatSlot';
import { othersInCall } from '@/features/meeting/othersInCall';
import { useDoor } from '@/features/meeting/useDoor';

/** The room's conversation in the call, under the rights of the moment: a host may change them in the middle. */
export function MeetingChat({ door, ticket, people, isOpen, onOpen, onClose, onUnread }: ChatSlotProps) {
  const { chat, role } = useDoor(door);
  const self = useMemo(
    () => ({ id: ticket.personId, isGuest: door.isGuest, name: ticket.name }),
    [ticket, door.isGuest],
  );
  return (
    <ChatProvider
      roomId={door.roomId}
      self={self}
      role={role}
      rights={chat}
      isKept={chat.isKept}
      people={useOthers(people, ticket.personId)}
      renderFiles={renderFiles}
    >
      {isOpen && <ChatPanel onClose={onClose} />}
      <ChatNotifier isOpen={isOpen} onOpen={onOpen} />
      <Unread onChange={onUnread} />
    </ChatProvider>
  );
}

/** Who speaks changes LiveKit's list many times a minute, who is here does not. */
const useOthers = (people: ChatSlotProps['people'], selfId: string) => {
  const others = JSON.stringify(othersInCall(people, selfId));
  return useMemo(() => JSON.parse(others) as ReturnType<typeof othersInCall>, [others]);
};

function Unread({ onChange }: { onChange: (count: number) => void }) {
  const { unread } = useChatSnapshot();
  useEffect(() => onChange(unread), [unread, onChange]);
  return null;
}
