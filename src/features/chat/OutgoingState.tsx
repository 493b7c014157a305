import { useTranslations } from 'next-intl';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { useChat } from './ChatContext';
import { isWaiting, type Outgoing } from './createOutbox';

/** Under a message that is not with the others yet. */
export function OutgoingState({ outgoing }: { outgoing: Outgoing }) {
  const t = useTranslations('chat');
  const tErrors = useTranslations('errors');
  const { store } = useChat();
  const { message, failure } = outgoing;
  if (failure === null) return <p className="text-xs text-ink-faint">{t('sending')}</p>;
  const waits = isWaiting(failure);
  return (
    <div
      role={waits ? 'status' : 'alert'}
      className={cx('flex flex-wrap items-center gap-x-2 text-xs', waits ? 'text-warn' : 'text-danger-ink')}
    >
      <span>
        {failure === 'OFFLINE'
          ? t('notSent')
          : waits
            ? t('notYetSent')
            : `${t('notSent')} ${tErrors(failure)}`}
      </span>
      <span className="flex">
        <Button
          size="sm"
          variant="ghost"
          className="h-7! px-2! text-xs!"
          onPress={() => store.retry(message.id)}
        >
          {t('retry')}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          className="h-7! px-2! text-xs!"
          onPress={() => store.discard(message.id)}
        >
          {t('discard')}
        </Button>
      </span>
    </div>
  );
}
