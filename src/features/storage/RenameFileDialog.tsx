'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { renameFileInput } from '@/shared/storage';
import type { ListedFile } from './listedFile';
import { RenameDialog } from './RenameDialog';

export interface RenameFileDialogProps {
  file: ListedFile;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function RenameFileDialog({ file, ...dialog }: RenameFileDialogProps) {
  const t = useTranslations('files');
  const trpc = useTRPC();
  const client = useQueryClient();
  const rename = useMutation(
    trpc.storage.rename.mutationOptions({
      onSuccess: async () => await client.invalidateQueries(trpc.storage.pathFilter()),
    }),
  );
  return (
    <RenameDialog
      {...dialog}
      title={t('renameTitle')}
      name={file.name}
      schema={renameFileInput}
      hasEnding
      onRename={async (name) => await rename.mutateAsync({ fileId: file.id, name })}
    />
  );
}
