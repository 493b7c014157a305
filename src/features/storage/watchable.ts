import type { inferOutput } from '@trpc/tanstack-react-query';
import type { useTRPC } from '@/api/client';

type Recordings = ReturnType<typeof useTRPC>['storage']['recordings'];

type RecordingPage = inferOutput<Recordings['list']>;
export type ListedRecording = RecordingPage['items'][number];
export type RecordingDetails = inferOutput<Recordings['get']>;
export type SharedRecording = inferOutput<Recordings['openShare']>;
export type ShareLink = inferOutput<Recordings['shares']>[number];

export type RecordedMessage = inferOutput<Recordings['sharedChat']>['items'][number];

/** What a player needs, of whoever may watch by whatever right. */
export type Watchable = Pick<SharedRecording, 'chapters' | 'files' | 'preview'> & {
  recording: Pick<SharedRecording['recording'], 'id' | 'name' | 'duration' | 'isAudioOnly'>;
  hasPoster: boolean;
};
export type Chapter = Watchable['chapters'][number];
