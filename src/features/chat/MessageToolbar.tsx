import { Copy, Ellipsis, Lock, Pencil, Reply, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Message } from '@/api/LiveEvent';
import { canInRoom } from '@/shared/permissions';
import { copyText } from '@/ui/copyText';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { toast } from '@/ui/toast';
import { useChat } from './ChatContext';
import { useComposer } from './ComposerContext';
import { EmojiButton } from './EmojiButton';
import { QUICK_REACTIONS } from './quickReactions';
import type { useMessageActions } from './useMessageActions';

export interface MessageToolbarProps {
  message: Message;
  actions: ReturnType<typeof useMessageActions>;
  /** A menu of it is open: it must stay. */
  onMenu: (isOpen: boolean) => void;
  onRemove: () => void;
}

/** What can be done with a message, at its upper edge while it is pointed at or has the focus. */
export function MessageToolbar({ message, actions, onMenu, onRemove }: MessageToolbarProps) {
  const t = useTranslations('chat');
  const { self, role, rights, isKept } = useChat();
  const composer = useComposer();
  const isOwn = message.authorId === self.id;
  const canAnswer = rights.send && isKept;
  // Who may no longer write can still take back what they wrote.
  const canRemove = isKept && (isOwn || canInRoom(role, 'chat:moderate'));
  const react = (emoji: string) => {
    const isOn = !message.reactions.some((one) => one.emoji === emoji && one.personId === self.id);
    void actions.react(message.id, emoji, isOn);
  };
  const copy = async () => {
    const isCopied = await copyText(message.body);
    toast(isCopied ? { tone: 'success', title: t('copied') } : { tone: 'danger', title: t('notCopied') });
  };
  return (
    <div
      role="toolbar"
      aria-label={t('actions')}
      className="absolute -top-3.5 right-2 z-10 flex rounded-lg border border-line bg-raised p-0.5 shadow-mid"
    >
      {canAnswer && (
        <>
          {QUICK_REACTIONS.map((emoji) => (
            <IconButton
              key={emoji}
              label={t('reactWith', { emoji })}
              size="sm"
              onPress={() => react(emoji)}
              className="size-7! text-base max-sm:hidden"
            >
              {emoji}
            </IconButton>
          ))}
          <EmojiButton label={t('react')} onPick={react} onOpenChange={onMenu} className="size-7!" />
          <IconButton
            label={t('reply')}
            size="sm"
            onPress={() => composer.reply(message)}
            className="size-7!"
          >
            <Reply />
          </IconButton>
        </>
      )}
      <Menu
        onOpenChange={onMenu}
        trigger={
          <IconButton label={t('more')} size="sm" className="size-7!">
            <Ellipsis />
          </IconButton>
        }
      >
        {message.body !== '' && (
          <MenuItem icon={<Copy />} onAction={() => void copy()}>
            {t('copy')}
          </MenuItem>
        )}
        {rights.send && !isOwn && (
          <MenuItem icon={<Lock />} onAction={() => composer.writeTo(message)}>
            {t('replyPrivately')}
          </MenuItem>
        )}
        {canAnswer && isOwn && message.body !== '' && (
          <MenuItem icon={<Pencil />} onAction={() => composer.edit(message)}>
            {t('edit')}
          </MenuItem>
        )}
        {canRemove && (
          <MenuItem icon={<Trash2 />} tone="danger" onAction={onRemove}>
            {t('remove')}
          </MenuItem>
        )}
      </Menu>
    </div>
  );
}
