'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { renameRecordingInput } from '@/shared/recordings';
import { RenameDialog } from './RenameDialog';

export interface RenameRecordingDialogProps {
  recording: { id: string; name: string };
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function RenameRecordingDialog({ recording, ...dialog }: RenameRecordingDialogProps) {
  const t = useTranslations('recordings');
  const { recordings } = useTRPC().storage;
  const client = useQueryClient();
  const rename = useMutation(
    recordings.rename.mutationOptions({
      onSuccess: async () => await client.invalidateQueries(recordings.pathFilter()),
    }),
  );
  return (
    <RenameDialog
      {...dialog}
      title={t('renameTitle')}
      name={recording.name}
      schema={renameRecordingInput}
      onRename={async (name) => await rename.mutateAsync({ recordingId: recording.id, name })}
    />
  );
}
