import { useTranslations } from 'next-intl';
import { useTRPCClient } from '@/api/client';
import type { Message } from '@/api/LiveEvent';
import { toast } from '@/ui/toast';
import { useChat } from './ChatContext';
import { failureOf } from './createOutbox';

/** What one does to messages that are there: each shows at once, and is taken back where it is refused. */
export const useMessageActions = () => {
  const t = useTranslations('errors');
  const client = useTRPCClient();
  const { roomId, self, store } = useChat();

  const attempt = async (
    id: string,
    change: (message: Message) => Message,
    request: () => Promise<Message>,
  ) => {
    try {
      await store.change(id, change, request);
      return true;
    } catch (error) {
      toast({ tone: 'danger', title: t(failureOf(error)) });
      return false;
    }
  };

  return {
    react: async (messageId: string, emoji: string, isOn: boolean) =>
      await attempt(
        messageId,
        (message) => {
          const others = message.reactions.filter((one) => one.emoji !== emoji || one.personId !== self.id);
          const mine = { emoji, personId: self.id, personName: self.name };
          return { ...message, reactions: isOn ? [...others, mine] : others };
        },
        async () => await client.chat.react.mutate({ roomId, messageId, emoji, isOn }),
      ),
    edit: async (messageId: string, body: string, mentions: string[]) =>
      await attempt(
        messageId,
        (message) => ({ ...message, body, mentions, editedAt: new Date().toISOString() }),
        async () => await client.chat.edit.mutate({ roomId, messageId, body, mentions }),
      ),
    remove: async (messageId: string) =>
      await attempt(
        messageId,
        (message) => ({
          ...message,
          body: '',
          reactions: [],
          files: [],
          deletedAt: new Date().toISOString(),
        }),
        async () => await client.chat.remove.mutate({ roomId, messageId }),
      ),
  };
};
