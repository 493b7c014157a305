import { CornerUpLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Message } from '@/api/LiveEvent';
import { useChat } from './ChatContext';

export interface QuoteProps {
  source: NonNullable<Message['replyTo']>;
}

/** What a message answers, in a line that leads to it. */
export function Quote({ source }: QuoteProps) {
  const t = useTranslations('chat');
  const { store } = useChat();
  const now = store.find(source.id);
  const isDeleted = now ? now.deletedAt !== null : source.isDeleted;
  const body = now?.body ?? source.body;
  return (
    <button
      type="button"
      onClick={() => void store.jumpTo(source)}
      aria-label={t('jumpTo', { name: source.authorName })}
      className="mb-0.5 flex max-w-full cursor-pointer items-center gap-1.5 rounded-md border-l-2 border-line-strong bg-hover py-0.5 pr-2 pl-2 text-left text-xs text-ink-soft hover:border-accent hover:text-ink"
    >
      <CornerUpLeft aria-hidden="true" className="size-3 shrink-0" />
      <span className="shrink-0 font-medium">{source.authorName}</span>
      <span className="truncate">{isDeleted ? t('deleted') : body || t('fileOnly')}</span>
    </button>
  );
}
