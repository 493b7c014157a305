import { memo, useMemo } from 'react';
import { cx } from '@/ui/cx';
import { isEmojiOnly, type MentionedName, parseText, type TextPart } from './parseText';

export interface MessageTextProps {
  body: string;
  mentioned: readonly MentionedName[];
}

/** What somebody wrote: never as HTML, only as text, links and code. */
export const MessageText = memo(function MessageText({ body, mentioned }: MessageTextProps) {
  const parts = useMemo(() => parseText(body, mentioned), [body, mentioned]);
  return (
    <div
      dir="auto"
      className={cx(
        'wrap-anywhere whitespace-pre-wrap',
        isEmojiOnly(body) ? 'text-3xl' : 'text-[0.9375rem] leading-relaxed',
      )}
    >
      {parts.map((part, index) => (
        // The parts of a text have no other name than their place in it.
        // oxlint-disable-next-line react/no-array-index-key
        <Part key={index} part={part} />
      ))}
    </div>
  );
});

function Part({ part }: { part: TextPart }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code className="rounded-sm bg-hover px-1 py-0.5 font-mono text-[0.85em]">{part.text}</code>;
    case 'block':
      return (
        <pre
          // It scrolls sideways, so it must be reachable by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="my-1 overflow-x-auto rounded-lg border border-line bg-sunken px-3 py-2 font-mono text-[0.8125rem] leading-normal wrap-normal whitespace-pre"
        >
          <code>{part.text.replace(/\n$/, '')}</code>
        </pre>
      );
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow" className="text-link">
          {part.text}
        </a>
      );
    case 'mention':
      return (
        <strong
          className={cx(
            'rounded-sm px-0.5 font-medium',
            part.isSelf ? 'bg-warn-soft text-warn' : 'bg-accent-soft text-accent',
          )}
        >
          {part.text}
        </strong>
      );
  }
}
