import { createContext, use, useSyncExternalStore } from 'react';
import type { Connection, Message } from '@/api/LiveEvent';
import type { ChatRights, RoomRole } from '@/shared/permissions';
import type { ReactNode } from 'react';
import type { ChatPerson } from './ChatPerson';
import type { ChatStore } from './createChatStore';

export interface ChatRoom {
  roomId: string;
  self: ChatPerson;
  role: RoomRole;
  rights: ChatRights;
  /** Whether anything is stored: else there are no answers, reactions or files. */
  isKept: boolean;
  /** The others who are here: whom a message can be for alone. */
  people: readonly ChatPerson[];
  /** How a message's files look. */
  renderFiles: (files: Message['files']) => ReactNode;
}

export interface Chat extends ChatRoom {
  store: ChatStore;
  connection: Connection;
}

export const ChatContext = createContext<Chat | null>(null);

export const useChat = (): Chat => {
  const chat = use(ChatContext);
  if (!chat) throw new Error('useChat() needs a ChatProvider around it');
  return chat;
};

export const useChatSnapshot = () => {
  const { store } = useChat();
  return useSyncExternalStore(store.subscribe, store.get, store.get);
};
