import { ChatCard } from '@/features/chat/ChatCard';
import { ChatProvider, type ChatProviderProps } from '@/features/chat/ChatProvider';
import { renderFiles } from '@/features/storage/renderFiles';

const NOBODY: ChatProviderProps['people'] = [];

export function RoomConversation(props: Omit<ChatProviderProps, 'children' | 'people' | 'renderFiles'>) {
  return (
    <ChatProvider {...props} people={NOBODY} renderFiles={renderFiles}>
      <ChatCard />
    </ChatProvider>
  );
}
