import { useTranslations } from 'next-intl';
import type { KeyboardEvent } from 'react';
import { cx } from '@/ui/cx';
import { useComposer } from './ComposerContext';
import { MentionList } from './MentionList';
import { useMentions } from './useMentions';

/** An input method is still at work: its Enter chooses a word. Safari says so by the key's number alone. */
const isComposing = ({ nativeEvent }: KeyboardEvent) =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229;

const TEXT = 'col-start-1 row-start-1 px-3 pt-2.5 pb-1 text-base leading-relaxed sm:text-[0.9375rem]';

/** Where one writes: as high as its text, up to a limit. */
export function ComposerField() {
  const t = useTranslations('chat');
  const composer = useComposer();
  const mentions = useMentions();
  const { text, to, editing, input } = composer;
  const isListOpen = mentions.found.length > 0;

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event) || mentions.onKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      composer.submit();
    }
    if (event.key === 'ArrowUp' && text === '' && composer.editLast()) event.preventDefault();
    // The panel closes by the same key, but not while there is something else to leave.
    if (event.key === 'Escape' && composer.cancel()) event.stopPropagation();
  };
  const label = editing ? t('editMessage') : t(to ? 'writeTo' : 'write', { name: to?.name ?? '' });
  return (
    <div className="relative">
      {isListOpen && (
        <MentionList
          id={mentions.listId}
          people={mentions.found}
          current={mentions.index}
          onChoose={mentions.choose}
        />
      )}
      {/* A twin of the same text below the field gives it its height. */}
      <div className="grid max-h-40 overflow-y-auto">
        <div aria-hidden="true" className={cx(TEXT, 'invisible wrap-anywhere whitespace-pre-wrap')}>
          {text}{' '}
        </div>
        <textarea
          ref={input}
          rows={1}
          value={text}
          aria-label={label}
          placeholder={label}
          aria-autocomplete="list"
          aria-controls={isListOpen ? mentions.listId : undefined}
          aria-activedescendant={isListOpen ? `${mentions.listId}-${mentions.index}` : undefined}
          enterKeyHint="send"
          onChange={(event) => {
            composer.setText(event.target.value);
            mentions.moveTo(event.target.selectionStart);
          }}
          onKeyDown={onKeyDown}
          readOnly={composer.isWaiting}
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (!composer.canAttach || files.length === 0) return;
            event.preventDefault();
            composer.attach(files);
          }}
          onBlur={() => mentions.moveTo(null)}
          dir="auto"
          className={cx(
            TEXT,
            'overflow-hidden resize-none bg-transparent outline-none placeholder:text-ink-faint',
          )}
        />
      </div>
    </div>
  );
}
