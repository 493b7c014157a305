import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, use, useMemo, useRef, useState } from 'react';
import { cx } from '@/ui/cx';
import { SearchField } from '@/ui/SearchField';
import { type Emoji, EMOJI_GROUPS, loadEmoji, searchEmoji } from './loadEmoji';

const COLUMNS = 8;
const STEPS: Record<string, number> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
};

const focus = (field: HTMLInputElement | null) => field?.focus();

/** All emoji, by group or by a word; arrow keys move over them. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const t = useTranslations('chat');
  const locale = useLocale();
  const all = use(loadEmoji(locale));
  const [query, setQuery] = useState('');
  const [groupId, setGroupId] = useState<(typeof EMOJI_GROUPS)[number][0]>(0);
  const grid = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => Map.groupBy(all, ({ group }) => group), [all]);
  const isSearching = query.trim() !== '';
  const shown = isSearching ? searchEmoji(all, query) : (groups.get(groupId) ?? []);
  const title = EMOJI_GROUPS.find(([id]) => id === groupId)?.[1] ?? 'smileys';
  return (
    <div className="flex h-full flex-col">
      <div className="px-3 pt-3 pb-2">
        <SearchField
          label={t('emojiSearch')}
          value={query}
          onChange={setQuery}
          inputRef={focus}
          onKeyDown={(event) => {
            const [first] = shown;
            if (event.key === 'ArrowDown') grid.current?.querySelector('button')?.focus();
            else if (event.key === 'Enter' && isSearching && first) onPick(first.emoji);
            // react-aria keeps to itself what it hands out, and Escape closes the picker.
            else event.continuePropagation();
          }}
        />
      </div>
      {!isSearching && (
        <div role="group" aria-label={t('emojiGroups')} className="flex justify-between px-3 pb-1.5">
          {EMOJI_GROUPS.map(([id, key]) => (
            <button
              key={id}
              type="button"
              title={t(`emojiGroup.${key}`)}
              aria-label={t(`emojiGroup.${key}`)}
              aria-pressed={id === groupId}
              onClick={() => setGroupId(id)}
              className={cx(
                'grid size-8 cursor-pointer place-items-center rounded-md text-lg leading-none',
                id === groupId ? 'bg-accent-soft' : 'opacity-60 grayscale hover:bg-hover hover:opacity-100',
              )}
            >
              <span aria-hidden="true">{groups.get(id)?.[0]?.emoji}</span>
            </button>
          ))}
        </div>
      )}
      <p role="status" className="px-4 pb-1 text-xs text-ink-faint">
        {isSearching ? t('emojiFound', { count: shown.length }) : t(`emojiGroup.${title}`)}
      </p>
      <EmojiGrid key={isSearching ? query : groupId} emoji={shown} gridRef={grid} onPick={onPick} />
    </div>
  );
}

interface EmojiGridProps {
  emoji: readonly Emoji[];
  gridRef: RefObject<HTMLDivElement | null>;
  onPick: (emoji: string) => void;
}

function EmojiGrid({ emoji, gridRef, onPick }: EmojiGridProps) {
  const [current, setCurrent] = useState(0);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(emoji.length - 1, Math.max(0, current + step));
    setCurrent(next);
    gridRef.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    // The keys come from the buttons in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={gridRef}
      onKeyDown={move}
      className="grid min-h-0 flex-1 auto-rows-max grid-cols-8 overflow-y-auto px-2 pb-2"
    >
      {emoji.map((one, index) => (
        <button
          key={one.emoji}
          type="button"
          title={one.label}
          aria-label={one.label}
          tabIndex={index === current ? 0 : -1}
          onFocus={() => setCurrent(index)}
          onClick={() => onPick(one.emoji)}
          className="grid aspect-square cursor-pointer place-items-center rounded-md text-xl leading-none hover:bg-hover focus-visible:bg-hover"
        >
          <span aria-hidden="true">{one.emoji}</span>
        </button>
      ))}
    </div>
  );
}
