import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { appCodeOf, isOffline } from '@/api/appError';
import { cleanLine } from '@/shared/cleanLine';
import { LOBBY_LINE_MAX } from '@/shared/lobbyState';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/TextField';

/** One line to whoever decides: who one is, and why one comes. It can be said anew. */
export function WaitingLine({ onSay }: { onSay: (line: string) => Promise<void> }) {
  const t = useTranslations('lobby');
  const tError = useTranslations('errors');
  const [text, setText] = useState('');
  const [sent, setSent] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<string | undefined>(undefined);
  const line = cleanLine(text);
  const isSent = sent !== null && sent === line;

  const send = async () => {
    if (isPending || isSent || (line === '' && sent === null)) return;
    setIsPending(true);
    setError(undefined);
    try {
      await onSay(line);
      setSent(line);
    } catch (cause) {
      setError(tError(appCodeOf(cause) ?? (isOffline(cause) ? 'OFFLINE' : 'UNKNOWN')));
    } finally {
      setIsPending(false);
    }
  };
  return (
    <div className="flex items-end gap-2">
      <TextField
        label={t('line')}
        placeholder={t('linePlaceholder')}
        maxLength={LOBBY_LINE_MAX}
        autoComplete="off"
        value={text}
        onChange={setText}
        errorMessage={error}
        className="min-w-0 flex-1"
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          // The form around it is that of the preview.
          event.preventDefault();
          void send();
        }}
      />
      <Button isPending={isPending} isDisabled={line === '' && sent === null} onPress={() => void send()}>
        {isSent ? t('lineSent') : t('lineSend')}
      </Button>
    </div>
  );
}
