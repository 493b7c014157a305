import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Message } from '@/api/LiveEvent';
import { toast } from '@/ui/toast';
import { useChat, useChatSnapshot } from './ChatContext';
import { playPing } from './playPing';
import { isSoundOn } from './soundPreference';

/** Characters of a message that a toast shows. */
const EXCERPT = 140;

const COUNTED = /^\(\d+\+?\) /;

/** How many are unread, before the title of a tab that isn't looked at. */
const useTitleCount = (count: number) => {
  useEffect(() => {
    const show = () => {
      const title = document.title.replace(COUNTED, '');
      const isShown = document.visibilityState === 'hidden' && count > 0;
      document.title = isShown ? `(${count > 99 ? '99+' : count}) ${title}` : title;
    };
    show();
    document.addEventListener('visibilitychange', show);
    return () => {
      document.removeEventListener('visibilitychange', show);
      document.title = document.title.replace(COUNTED, '');
    };
  }, [count]);
};

export interface ChatNotifierProps {
  /** The conversation is on the page. */
  isOpen: boolean;
  onOpen: () => void;
}

/** Tells of what is new: by a sound, by the tab's title, to screen readers, and what is for oneself by a toast. */
export function ChatNotifier({ isOpen, onOpen }: ChatNotifierProps) {
  const t = useTranslations('chat');
  const { self, store, connection } = useChat();
  const { unread } = useChatSnapshot();
  const [words, setWords] = useState('');
  useTitleCount(unread);

  useEffect(() => {
    if (connection === 'over') toast({ tone: 'warn', title: t('over') });
  }, [connection, t]);

  useEffect(
    () =>
      store.onArrival((message) => {
        const excerpt = message.body.slice(0, EXCERPT);
        const isPrivate = message.recipientId !== null;
        const isSeen = isOpen && document.visibilityState === 'visible';
        if (!isSeen && isSoundOn()) playPing();
        const names = { name: message.authorName };
        setWords(`${t(isPrivate ? 'announcedPrivate' : 'announced', names)} ${excerpt}`);
        if (isSeen || !(isPrivate || isMentioned(message, self.id))) return;
        toast({
          title: t(isPrivate ? 'wroteToYou' : 'mentionedYou', names),
          description: excerpt,
          action: {
            label: t('show'),
            onPress: () => {
              onOpen();
              void store.jumpTo(message);
            },
          },
        });
      }),
    [store, self.id, isOpen, onOpen, t],
  );

  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  );
}

const isMentioned = (message: Message, selfId: string) => message.mentions.includes(selfId);
