'use client';

import { RecordingView, type RecordingViewProps } from '@/features/storage/RecordingView';
import { renderRecordedText } from '../../../../renderRecordedText';

export function WatchedRecording(props: Omit<RecordingViewProps, 'renderText'>) {
  return <RecordingView {...props} renderText={renderRecordedText} />;
}
