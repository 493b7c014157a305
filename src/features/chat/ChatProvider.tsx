'use client';

import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTRPCClient } from '@/api/client';
import { useLive } from '@/api/useLive';
import { ChatContext, type ChatRoom } from './ChatContext';
import { ComposerProvider } from './ComposerProvider';
import { createChatStore } from './createChatStore';
import { readMarker, writeMarker } from './readMarker';

export interface ChatProviderProps extends ChatRoom {
  children: ReactNode;
}

/** One room's conversation, whether it can be seen or not; for one room and one person, so give it a key. */
export function ChatProvider({ children, ...room }: ChatProviderProps) {
  const client = useTRPCClient();
  const [store] = useState(() => {
    const { roomId, self } = room;
    return createChatStore(
      self.id,
      {
        list: async (place) => await client.chat.list.query({ roomId, ...place }),
        send: async ({ id, body, recipientId, recipientIsGuest, mentions, replyTo, files }, signal) =>
          await client.chat.send.mutate(
            {
              roomId,
              id,
              body,
              to: recipientId === null ? null : { id: recipientId, isGuest: recipientIsGuest },
              mentions,
              replyToId: replyTo?.id ?? null,
              fileIds: files.map((file) => file.id),
            },
            { signal },
          ),
      },
      {
        read: () => readMarker(roomId, self.id),
        write: (position) => writeMarker(roomId, self.id, position),
      },
    );
  });
  const connection = useLive({ roomId: room.roomId }, store.onEvent);
  useEffect(() => store.setKept(room.isKept), [store, room.isKept]);
  // The stream is what asks for the history; where there is none, the history is better than nothing.
  useEffect(() => {
    if (connection === 'lost' && !store.get().isLoaded) store.reload();
  }, [connection, store]);

  const { roomId, self, role, rights, isKept, people, renderFiles } = room;
  const chat = useMemo(
    () => ({ store, connection, roomId, self, role, rights, isKept, people, renderFiles }),
    [store, connection, roomId, self, role, rights, isKept, people, renderFiles],
  );
  return (
    <ChatContext value={chat}>
      <ComposerProvider>{children}</ComposerProvider>
    </ChatContext>
  );
}
