import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '@/ui/IconButton';
import { ChatSearch } from './ChatSearch';
import { Conversation } from './Conversation';
import { useComposer } from './ComposerContext';
import { SoundButton } from './SoundButton';

/** The conversation in the call: beside the pictures where there is room, over them on a phone. */
export function ChatPanel({ onClose }: { onClose: () => void }) {
  const t = useTranslations('chat');
  const { input } = useComposer();
  const [isSearching, setIsSearching] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A phone's keyboard would cover what one came to read.
    const isTouch = matchMedia('(pointer: coarse)').matches;
    (isTouch ? heading.current : (input.current ?? heading.current))?.focus();
  }, [input]);
  return (
    // Escape closes it from wherever the focus is in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      aria-label={t('title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        if (isSearching) setIsSearching(false);
        else onClose();
      }}
      className="absolute inset-x-0 top-0 bottom-0 z-20 flex animate-rise flex-col overflow-hidden rounded-t-2xl border border-stage-line bg-surface text-ink shadow-high md:static md:w-88 md:shrink-0 md:animate-none md:rounded-2xl"
    >
      <header className="flex shrink-0 items-center gap-0.5 py-2 pr-2 pl-4">
        <h2 ref={heading} tabIndex={-1} className="flex-1 text-base font-semibold outline-none">
          {t('title')}
        </h2>
        <SoundButton />
        <IconButton
          label={t(isSearching ? 'searchClose' : 'search')}
          size="sm"
          onPress={() => setIsSearching(!isSearching)}
          className={isSearching ? 'bg-hover text-ink!' : undefined}
        >
          <Search />
        </IconButton>
        <IconButton label={t('close')} size="sm" onPress={onClose}>
          <X />
        </IconButton>
      </header>
      {isSearching ? <ChatSearch onJump={() => setIsSearching(false)} /> : <Conversation />}
    </aside>
  );
}
