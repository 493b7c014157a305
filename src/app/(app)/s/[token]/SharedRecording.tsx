'use client';

import { SharedView, type SharedViewProps } from '@/features/storage/SharedView';
import { renderRecordedText } from '../../renderRecordedText';

export function SharedRecording(props: Omit<SharedViewProps, 'renderText'>) {
  return <SharedView {...props} renderText={renderRecordedText} />;
}
