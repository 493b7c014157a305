import { Check, CornerUpLeft, Pencil, SendHorizontal, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MESSAGE_MAX } from '@/shared/messageLimits';
import { cx } from '@/ui/cx';
import { IconButton } from '@/ui/IconButton';
import { Spinner } from '@/ui/Spinner';
import { AttachButton } from './AttachButton';
import { Attachments } from './Attachments';
import { useChat } from './ChatContext';
import { useComposer } from './ComposerContext';
import { ComposerField } from './ComposerField';
import { EmojiButton } from './EmojiButton';
import { RecipientMenu } from './RecipientMenu';

/** Characters left from which on they are counted. */
const COUNT_FROM = 300;

/** Where a message is written and sent, or why none can be. */
export function Composer() {
  const t = useTranslations('chat');
  const { rights, connection } = useChat();
  const { text, setText, to, editing, isSaving, isWaiting, canAttach, canSubmit, submit, input } =
    useComposer();
  if (connection === 'over') return <Denied>{t('over')}</Denied>;
  if (!rights.send) return <Denied>{t('hostsOnly')}</Denied>;
  const left = MESSAGE_MAX - text.trim().length;
  return (
    <div className="shrink-0 px-3 pt-1 pb-3">
      <div
        className={cx(
          'rounded-xl border bg-surface transition-colors focus-within:ring-2',
          to && !editing
            ? 'border-warn focus-within:ring-warn/30'
            : 'border-line-field focus-within:border-focus focus-within:ring-focus/30',
        )}
      >
        <Context />
        <Attachments />
        <ComposerField />
        <div className="flex items-center gap-0.5 px-1.5 pb-1.5">
          {canAttach && <AttachButton />}
          {!editing && <RecipientMenu />}
          <span className="flex-1" />
          {left < COUNT_FROM && (
            <span
              role={left < 0 ? 'alert' : undefined}
              className={cx('px-1 text-xs tabular-nums', left < 0 ? 'text-danger-ink' : 'text-ink-faint')}
            >
              {left < 0 ? t('tooLong', { count: -left }) : left}
            </span>
          )}
          <EmojiButton
            label={t('emoji')}
            onPick={(emoji) => {
              const at = input.current?.selectionStart ?? text.length;
              setText(text.slice(0, at) + emoji + text.slice(at));
              input.current?.focus();
            }}
          />
          <IconButton
            label={t(editing ? 'save' : isWaiting ? 'dontSend' : 'send')}
            shortcut="Enter"
            size="sm"
            variant={canSubmit ? 'primary' : 'ghost'}
            isDisabled={!canSubmit}
            isPending={isSaving}
            onPress={submit}
          >
            {isWaiting ? <Spinner className="size-4" /> : editing ? <Check /> : <SendHorizontal />}
          </IconButton>
        </div>
      </div>
    </div>
  );
}

/** What is being answered or edited. */
function Context() {
  const t = useTranslations('chat');
  const { replyTo, editing, cancel } = useComposer();
  const message = replyTo ?? editing;
  if (!message) return null;
  const Icon = editing ? Pencil : CornerUpLeft;
  return (
    <div className="flex items-center gap-2 border-b border-line py-1 pr-1 pl-3 text-xs text-ink-soft">
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      <p className="min-w-0 flex-1 truncate">
        <span className="font-medium">
          {editing ? t('editing') : t('replyingTo', { name: message.authorName })}
        </span>{' '}
        {message.body}
      </p>
      <IconButton
        label={t(editing ? 'cancelEdit' : 'cancelReply')}
        size="sm"
        onPress={cancel}
        className="size-6!"
      >
        <X />
      </IconButton>
    </div>
  );
}

function Denied({ children }: { children: string }) {
  return (
    <p className="shrink-0 border-t border-line px-4 py-3.5 text-center text-sm text-ink-soft">{children}</p>
  );
}
