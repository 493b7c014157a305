'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTRPC } from '@/api/client';
import { Spinner } from '@/ui/Spinner';
import { createPlayback } from './createPlayback';
import { SharedPasswordForm } from './SharedPasswordForm';
import { useSharedChat } from './useRecordedChat';
import { WatchLayout } from './WatchLayout';
import type { SharedRecording } from './watchable';

export interface SharedViewProps {
  token: string;
  needsPassword: boolean;
  /** Seconds; null: where this browser left it. */
  startAt: number | null;
  renderText: (body: string) => ReactNode;
  /** What stands there where the link opens nothing any more. */
  gone: ReactNode;
}

/** What a link shows. It is opened by the browser and not with the page: only who really looks is counted. */
export function SharedView({ token, needsPassword, gone, ...playing }: SharedViewProps) {
  const t = useTranslations('recordings');
  const open = useMutation(
    useTRPC().storage.recordings.openShare.mutationOptions({
      meta: { handles: ['NOT_FOUND', 'SHARE_PASSWORD_WRONG', 'RATE_LIMITED'] },
    }),
  );
  const { mutate } = open;
  const hasAsked = useRef(false);
  useEffect(() => {
    if (needsPassword || hasAsked.current) return;
    hasAsked.current = true;
    mutate({ token });
  }, [needsPassword, mutate, token]);

  if (open.data) return <SharedWatch shared={open.data} token={token} {...playing} />;
  if (needsPassword)
    return (
      <SharedPasswordForm
        error={open.error}
        isPending={open.isPending}
        onSubmit={(password) => mutate({ token, password })}
      />
    );
  if (open.isError) return gone;
  return (
    <div className="grid min-h-80 place-items-center">
      <Spinner label={t('opening')} className="size-8" />
    </div>
  );
}

interface SharedWatchProps extends Pick<SharedViewProps, 'token' | 'startAt' | 'renderText'> {
  shared: SharedRecording;
}

function SharedWatch({ shared, token, startAt, renderText }: SharedWatchProps) {
  const { recording, hasChat } = shared;
  const { id, duration } = recording;
  const [playback] = useState(() => createPlayback({ id, duration: duration ?? 0, startAt }));
  const messages = useSharedChat(token, hasChat);
  return (
    <>
      <h1 className="mb-5 text-2xl font-semibold wrap-anywhere">{recording.name}</h1>
      <WatchLayout
        playback={playback}
        watchable={{ ...shared, hasPoster: shared.preview !== null }}
        messages={hasChat ? messages : null}
        renderText={renderText}
      />
    </>
  );
}
