'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useTRPC } from '@/api/client';
import { useLive } from '@/api/useLive';
import { Avatar } from '@/ui/Avatar';
import { Banner } from '@/ui/Banner';
import { Card } from '@/ui/Card';
import { CopyHereButton } from './CopyHereButton';
import { createPlayback } from './createPlayback';
import { RecordingHeader } from './RecordingHeader';
import { RecordingState, useRecordingNote } from './RecordingState';
import { useRecordedChat } from './useRecordedChat';
import { WatchLayout } from './WatchLayout';
import type { RecordingDetails } from './watchable';

export interface RecordingViewProps {
  recordingId: string;
  roomId: string;
  tenant: string;
  /** The address that links begin with. */
  siteUrl: string;
  /** Seconds; null: where this browser left it. */
  startAt: number | null;
  renderText: (body: string) => ReactNode;
}

const isMakingSomething = (recording: RecordingDetails | undefined) =>
  recording?.transcodes.some(({ state }) => state === 'waiting' || state === 'running') ?? false;

/** A recording's page: what plays it, and all that can be done with it. */
export function RecordingView({ recordingId, roomId, tenant, siteUrl, ...playing }: RecordingViewProps) {
  useLive({ roomId });
  const { data: recording } = useSuspenseQuery(
    useTRPC().storage.recordings.get.queryOptions(
      { recordingId },
      // The stream tells of tenths; who watches a bar wants more.
      { refetchInterval: ({ state }) => (isMakingSomething(state.data) ? 1_000 : false) },
    ),
  );
  return (
    <>
      <RecordingHeader recording={recording} tenant={tenant} siteUrl={siteUrl} />
      <Note recording={recording} />
      {recording.files.original && <Watch recording={recording} {...playing} />}
    </>
  );
}

function Note({ recording }: { recording: RecordingDetails }) {
  const t = useTranslations('recordings');
  const note = useRecordingNote()(recording);
  if (note === null) return null;
  const { state, failureDetail } = recording;
  const hasFailed = state === 'failed' || state === 'lost';
  return (
    <Banner tone={hasFailed ? 'danger' : state === 'complete' ? 'warn' : 'neutral'} isLive className="mb-6">
      <span className="flex flex-col items-start gap-2">
        <RecordingState recording={recording} />
        {note}
        {hasFailed && failureDetail !== null && (
          <span className="text-xs text-ink-soft">
            {t('detail')}: {failureDetail}
          </span>
        )}
      </span>
    </Banner>
  );
}

interface WatchProps extends Pick<RecordingViewProps, 'startAt' | 'renderText'> {
  recording: RecordingDetails;
}

function Watch({ recording, startAt, renderText }: WatchProps) {
  const { id, name, duration, isAudioOnly, people } = recording;
  const [playback] = useState(() => createPlayback({ id, duration: duration ?? 0, startAt }));
  const messages = useRecordedChat(id);
  return (
    <WatchLayout
      playback={playback}
      watchable={{ ...recording, recording: { id, name, duration, isAudioOnly } }}
      messages={messages}
      renderText={renderText}
    >
      <div className="-mt-3">
        <CopyHereButton playback={playback} />
      </div>
      {people.length > 0 && <People people={people} />}
    </WatchLayout>
  );
}

function People({ people }: Pick<RecordingDetails, 'people'>) {
  const t = useTranslations('recordings');
  return (
    <Card title={t('whoWasThere')}>
      <ul className="flex flex-wrap gap-x-6 gap-y-3">
        {people.map(({ name, joinedAt }) => (
          <li key={`${name}${joinedAt}`} className="flex items-center gap-2 text-sm">
            <Avatar name={name} id={name} size="sm" />
            {name}
          </li>
        ))}
      </ul>
    </Card>
  );
}
