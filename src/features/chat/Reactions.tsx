import { useTranslations } from 'next-intl';
import { Button } from 'react-aria-components/Button';
import type { Message } from '@/api/LiveEvent';
import { cx } from '@/ui/cx';
import { Tooltip } from '@/ui/Tooltip';
import { useChat } from './ChatContext';

export interface ReactionsProps {
  reactions: Message['reactions'];
  onToggle: ((emoji: string, isOn: boolean) => void) | null;
}

/** Which emoji stand under a message, of how many people, and whether of oneself. */
export function Reactions({ reactions, onToggle }: ReactionsProps) {
  const t = useTranslations('chat');
  const { self } = useChat();
  const kinds = Map.groupBy(reactions, ({ emoji }) => emoji);
  return (
    <ul aria-label={t('reactions')} className="mt-1 flex flex-wrap gap-1">
      {[...kinds].map(([emoji, those]) => {
        const isMine = those.some(({ personId }) => personId === self.id);
        const names = those.map(({ personId, personName }) => (personId === self.id ? t('you') : personName));
        const who = names.join(t('listSeparator'));
        return (
          <li key={emoji}>
            <Tooltip content={who}>
              <Button
                aria-label={t('reactionOf', { emoji, count: those.length, names: who })}
                aria-pressed={isMine}
                isDisabled={!onToggle}
                onPress={() => onToggle?.(emoji, !isMine)}
                className={cx(
                  'flex h-7 cursor-pointer items-center gap-1.5 rounded-full border px-2 text-sm leading-none tabular-nums transition-colors disabled:cursor-default pointer-coarse:h-9 pointer-coarse:px-3',
                  isMine
                    ? 'border-accent bg-accent-soft font-medium text-accent'
                    : 'border-line bg-surface text-ink-soft hover:border-line-strong',
                )}
              >
                <span aria-hidden="true">{emoji}</span>
                <span aria-hidden="true" className="text-xs">
                  {those.length}
                </span>
              </Button>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
