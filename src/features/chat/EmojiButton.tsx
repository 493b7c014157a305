import { SmilePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { IconButton } from '@/ui/IconButton';
import { lazyPart } from '@/ui/lazyPart';
import { Spinner } from '@/ui/Spinner';

const EmojiPicker = lazyPart(async () => await import('./EmojiPicker'), 'EmojiPicker');

export interface EmojiButtonProps {
  label: string;
  onPick: (emoji: string) => void;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
  className?: string | undefined;
}

/** Opens all emoji, which load when first asked for. */
export function EmojiButton({ label, onPick, onOpenChange, className }: EmojiButtonProps) {
  const t = useTranslations('chat');
  return (
    <DialogTrigger {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <IconButton label={label} size="sm" className={className}>
        <SmilePlus />
      </IconButton>
      <Popover
        offset={6}
        placement="top end"
        className="w-[min(21rem,calc(100vw-1.5rem))] overflow-hidden rounded-xl border border-line bg-raised text-ink shadow-high outline-none data-entering:animate-appear data-exiting:animate-vanish"
      >
        <Dialog aria-label={label} className="h-84 outline-none">
          {({ close }) => (
            <Suspense
              fallback={
                <div className="grid h-full place-items-center">
                  <Spinner label={t('loading')} />
                </div>
              }
            >
              <EmojiPicker
                onPick={(emoji) => {
                  onPick(emoji);
                  close();
                }}
              />
            </Suspense>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
