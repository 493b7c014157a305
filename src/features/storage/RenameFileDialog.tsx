'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { renameFileInput } from '@/shared/storage';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextField } from '@/ui/TextField';
import type { ListedFile } from './listedFile';

export interface RenameFileDialogProps {
  file: ListedFile;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function RenameFileDialog({ file, isOpen, onOpenChange }: RenameFileDialogProps) {
  const t = useTranslations('files');
  return (
    <Dialog size="sm" title={t('renameTitle')} isOpen={isOpen} onOpenChange={onOpenChange}>
      {({ close }) => <RenameForm file={file} onDone={close} />}
    </Dialog>
  );
}

function RenameForm({ file, onDone }: { file: ListedFile; onDone: () => void }) {
  const t = useTranslations('files');
  const trpc = useTRPC();
  const client = useQueryClient();
  const rename = useMutation(
    trpc.storage.rename.mutationOptions({
      onSuccess: async () => await client.invalidateQueries(trpc.storage.pathFilter()),
    }),
  );
  const form = useZodForm(renameFileInput, async ({ name }) => {
    await rename.mutateAsync({ fileId: file.id, name });
    onDone();
  });
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <TextField
        name="name"
        label={t('nameField')}
        defaultValue={file.name}
        // It was asked for by opening the dialog.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        autoComplete="off"
        // The name without its ending is what people mean to change.
        onFocus={(event) => {
          const end = file.name.lastIndexOf('.');
          if (event.target instanceof HTMLInputElement)
            event.target.setSelectionRange(0, end > 0 ? end : file.name.length);
        }}
        errorMessage={form.error('name')}
      />
      <Button type="submit" variant="primary" isFullWidth isPending={form.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}
