'use client';

import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { useZodForm } from '@/api/useZodForm';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextField } from '@/ui/TextField';

export interface RenameDialogProps {
  title: string;
  name: string;
  /** What a name must be. */
  schema: z.ZodType<{ name: string }>;
  /** The end of a name that people don't mean to change: of a file's, its ending. */
  hasEnding?: boolean | undefined;
  onRename: (name: string) => Promise<unknown>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function RenameDialog({ title, isOpen, onOpenChange, ...form }: RenameDialogProps) {
  return (
    <Dialog size="sm" title={title} isOpen={isOpen} onOpenChange={onOpenChange}>
      {({ close }) => <RenameForm {...form} onDone={close} />}
    </Dialog>
  );
}

interface RenameFormProps extends Pick<RenameDialogProps, 'name' | 'schema' | 'hasEnding' | 'onRename'> {
  onDone: () => void;
}

function RenameForm({ name, schema, hasEnding = false, onRename, onDone }: RenameFormProps) {
  const t = useTranslations('files');
  const form = useZodForm(schema, async (input) => {
    await onRename(input.name);
    onDone();
  });
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <TextField
        name="name"
        label={t('nameField')}
        defaultValue={name}
        // It was asked for by opening the dialog.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        autoComplete="off"
        onFocus={(event) => {
          const end = hasEnding ? name.lastIndexOf('.') : -1;
          if (event.target instanceof HTMLInputElement)
            event.target.setSelectionRange(0, end > 0 ? end : name.length);
        }}
        errorMessage={form.error('name')}
      />
      <Button type="submit" variant="primary" isFullWidth isPending={form.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}
