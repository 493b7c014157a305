import { Lock } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { Message } from '@/api/LiveEvent';
import { Avatar } from '@/ui/Avatar';
import { cx } from '@/ui/cx';
import { useChat } from './ChatContext';
import { formatMoment } from './formatMoment';
import type { Row } from './groupMessages';
import { MessageText } from './MessageText';
import { MessageToolbar } from './MessageToolbar';
import { OutgoingState } from './OutgoingState';
import { Quote } from './Quote';
import { Reactions } from './Reactions';
import { RemoveMessageDialog } from './RemoveMessageDialog';
import { useMessageActions } from './useMessageActions';

export interface MessageRowProps {
  row: Row;
  /** Just jumped to. */
  isMarked: boolean;
}

/** One message: who, when, what, and what can be done with it. */
export function MessageRow({ row, isMarked }: MessageRowProps) {
  const t = useTranslations('chat');
  const locale = useLocale();
  const { self, renderFiles, isKept, rights } = useChat();
  const actions = useMessageActions();
  const [isActive, setIsActive] = useState(false);
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const [isRemoving, setIsRemoving] = useState(false);
  const { message, outgoing, isContinued } = row;
  const isDeleted = message.deletedAt !== null;
  const isOwn = message.authorId === self.id;
  const isForMe = !isOwn && message.mentions.includes(self.id);
  const name = isOwn ? t('you') : message.authorName;
  const time = formatMoment(locale, 'time', message.createdAt);
  const canReact = isKept && rights.send && !outgoing;
  return (
    // What they do shows the buttons, and nothing else.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      id={`message-${message.id}`}
      // It is where the keyboard finds the message's buttons.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('messageOf', { name, time })}
      onPointerEnter={() => setIsActive(true)}
      onPointerLeave={() => setIsActive(false)}
      onFocus={() => setIsActive(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setIsActive(false);
      }}
      className={cx(
        'relative flex gap-2.5 px-4 outline-offset-[-2px] transition-colors duration-700',
        isContinued ? 'py-0.5' : 'pt-2.5 pb-0.5',
        isForMe && !isDeleted && 'border-l-2 border-warn bg-warn-soft/40 pl-3.5',
        isMarked ? 'bg-accent-soft' : (isActive || isMenuOpen) && 'bg-hover/50',
      )}
    >
      <div className="w-7 shrink-0">
        {!isContinued && (
          <Avatar name={message.authorName} id={message.authorId} size="sm" className="mt-0.5" />
        )}
      </div>
      <div className="min-w-0 flex-1">
        {!isContinued && (
          <header className="flex items-baseline gap-2">
            <span className="truncate text-sm font-semibold">{name}</span>
            <time
              dateTime={message.createdAt}
              title={formatMoment(locale, 'moment', message.createdAt)}
              className="shrink-0 text-xs text-ink-faint"
            >
              {time}
            </time>
            <PrivateMark message={message} />
          </header>
        )}
        {isDeleted ? (
          <p className="text-sm text-ink-faint italic">{t('deleted')}</p>
        ) : (
          <>
            {message.replyTo && <Quote source={message.replyTo} />}
            <Body message={message} isFaint={outgoing !== null} />
            {message.files.length > 0 && <div className="mt-1">{renderFiles(message.files)}</div>}
            {message.reactions.length > 0 && (
              <Reactions
                reactions={message.reactions}
                onToggle={canReact ? (emoji, isOn) => void actions.react(message.id, emoji, isOn) : null}
              />
            )}
            {outgoing && <OutgoingState outgoing={outgoing} />}
          </>
        )}
      </div>
      {(isActive || isMenuOpen) && !isDeleted && !outgoing && (
        <MessageToolbar
          message={message}
          actions={actions}
          onMenu={setIsMenuOpen}
          onRemove={() => setIsRemoving(true)}
        />
      )}
      {isRemoving && (
        <RemoveMessageDialog
          onConfirm={() => void actions.remove(message.id)}
          onClose={() => setIsRemoving(false)}
        />
      )}
    </article>
  );
}

function Body({ message, isFaint }: { message: Message; isFaint: boolean }) {
  const t = useTranslations('chat');
  const { self, people, store } = useChat();
  const mentioned = useMemo(
    () =>
      message.mentions.flatMap((id) => {
        const person =
          id === self.id ? self : (people.find((one) => one.id === id) ?? store.authors().get(id));
        return person ? [{ name: person.name, isSelf: id === self.id }] : [];
      }),
    [message.mentions, self, people, store],
  );
  if (message.body === '') return null;
  return (
    <div className={cx(isFaint && 'opacity-60')}>
      <MessageText body={message.body} mentioned={mentioned} />
      {message.editedAt !== null && <span className="text-xs text-ink-faint">{t('edited')}</span>}
    </div>
  );
}

function PrivateMark({ message }: { message: Message }) {
  const t = useTranslations('chat');
  const { self } = useChat();
  if (message.recipientId === null) return null;
  const other = message.authorId === self.id ? (message.recipientName ?? '') : message.authorName;
  return (
    <span className="inline-flex min-w-0 items-center gap-1 text-xs font-medium text-warn">
      <Lock aria-hidden="true" className="size-3 shrink-0" />
      <span className="truncate">{t('onlyYouAnd', { name: other })}</span>
    </span>
  );
}
