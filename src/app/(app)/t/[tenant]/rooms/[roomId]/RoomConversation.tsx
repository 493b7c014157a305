import { ChatCard } from '@/features/chat/ChatCard';
import { ChatProvider, type ChatProviderProps } from '@/features/chat/ChatProvider';

const NOBODY: ChatProviderProps['people'] = [];

export function RoomConversation(props: Omit<ChatProviderProps, 'children' | 'people'>) {
  return (
    <ChatProvider {...props} people={NOBODY}>
      <ChatCard />
    </ChatProvider>
  );
}
