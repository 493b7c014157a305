import { CloudOff, EyeOff, MessagesSquare } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Spinner } from '@/ui/Spinner';
import { useChat, useChatSnapshot } from './ChatContext';
import { Composer } from './Composer';
import { isWaiting } from './createOutbox';
import { DropZone } from './DropZone';
import { MessageList } from './MessageList';

/** What was said and the field to say something, as high as the box around it. */
export function Conversation() {
  const t = useTranslations('chat');
  const tErrors = useTranslations('errors');
  const { connection, isKept, rights, store } = useChat();
  const { messages, outgoing, isLoaded, failure, hasNewer } = useChatSnapshot();
  const isEmpty = isLoaded && messages.length === 0 && outgoing.length === 0 && !hasNewer;
  return (
    <DropZone>
      {!isKept && <Note icon={<EyeOff />}>{t('notKept')}</Note>}
      {!isLoaded && outgoing.length === 0 ? (
        <div className="grid flex-1 place-items-center text-ink-faint">
          {failure === null && <Spinner label={t('loading')} />}
        </div>
      ) : isEmpty ? (
        <div className="flex flex-1 flex-col items-center justify-center gap-1 px-8 text-center">
          <span className="mb-2 grid size-11 place-items-center rounded-full bg-accent-soft text-accent">
            <MessagesSquare aria-hidden="true" className="size-5" />
          </span>
          <p className="font-semibold">{t('emptyTitle')}</p>
          <p className="text-sm text-ink-soft">{t(rights.send ? 'emptyText' : 'emptyTextSilent')}</p>
        </div>
      ) : (
        <MessageList />
      )}
      {failure !== null && connection !== 'over' && (
        <div
          role={isWaiting(failure) ? 'status' : 'alert'}
          className={cx(
            'flex items-center justify-between gap-2 px-4 py-1.5 text-sm',
            isWaiting(failure) ? 'text-warn' : 'text-danger-ink',
          )}
        >
          {tErrors(failure)}
          <Button size="sm" onPress={store.reload}>
            {t('retry')}
          </Button>
        </div>
      )}
      <div role="status" className="contents">
        {connection === 'lost' && <Note icon={<CloudOff />}>{t('lost')}</Note>}
      </div>
      <Composer />
    </DropZone>
  );
}

function Note({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="mx-3 mb-1.5 flex shrink-0 items-start gap-2 rounded-lg bg-warn-soft px-3 py-2 text-xs text-ink [&>svg]:mt-px [&>svg]:size-3.5 [&>svg]:shrink-0 [&>svg]:text-warn">
      {icon}
      <span>{children}</span>
    </p>
  );
}
