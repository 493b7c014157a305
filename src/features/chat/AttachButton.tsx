import { Paperclip } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { IconButton } from '@/ui/IconButton';
import { useComposer } from './ComposerContext';

/** Chooses files, several at once. */
export function AttachButton() {
  const t = useTranslations('chat');
  const { attach } = useComposer();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label={t('attach')} size="sm" onPress={() => input.current?.click()}>
        <Paperclip />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('attach')}
        onChange={(event) => {
          attach([...(event.target.files ?? [])]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
