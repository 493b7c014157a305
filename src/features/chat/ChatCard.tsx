import { Download, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { canInRoom } from '@/shared/permissions';
import { IconButton } from '@/ui/IconButton';
import { LinkButton } from '@/ui/LinkButton';
import { useChat } from './ChatContext';
import { ChatNotifier } from './ChatNotifier';
import { ChatSearch } from './ChatSearch';
import { Conversation } from './Conversation';
import { SoundButton } from './SoundButton';

const stay = () => undefined;

/** The conversation on the room's page, before a meeting and after it. */
export function ChatCard() {
  const t = useTranslations('chat');
  const { roomId, role, isKept } = useChat();
  const [isSearching, setIsSearching] = useState(false);
  return (
    <section
      aria-label={t('title')}
      className="flex h-[36rem] max-h-[85dvh] min-w-0 flex-col overflow-hidden rounded-2xl border border-line bg-surface shadow-low"
    >
      <header className="flex shrink-0 items-center gap-1 border-b border-line py-2.5 pr-3 pl-5 sm:pl-6">
        <h2 className="flex-1 text-base font-semibold">{t('title')}</h2>
        {isKept && canInRoom(role, 'chat:export') && (
          <LinkButton
            href={`/api/chat/${roomId}`}
            download
            size="sm"
            variant="ghost"
            iconStart={<Download />}
          >
            {t('export')}
          </LinkButton>
        )}
        <SoundButton />
        <IconButton
          label={t(isSearching ? 'searchClose' : 'search')}
          size="sm"
          onPress={() => setIsSearching(!isSearching)}
          className={isSearching ? 'bg-hover text-ink!' : undefined}
        >
          <Search />
        </IconButton>
      </header>
      {isSearching ? (
        <div className="flex min-h-0 flex-1 flex-col pt-3">
          <ChatSearch onJump={() => setIsSearching(false)} />
        </div>
      ) : (
        <Conversation />
      )}
      <ChatNotifier isOpen onOpen={stay} />
    </section>
  );
}
