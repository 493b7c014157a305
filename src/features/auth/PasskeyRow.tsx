'use client';

import { useMutation } from '@tanstack/react-query';
import { Ellipsis, Fingerprint, Pencil, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { PASSKEY_NAME_MAX, renameForm } from '@/shared/twoStep';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { TextField } from '@/ui/TextField';
import { timeTag } from '@/ui/timeTag';
import { RemoveFactorDialog } from './RemoveFactorDialog';
import type { FactorCardProps, Passkey } from './twoStepState';
import { useFactorsChanged } from './useFactorsChanged';

interface PasskeyRowProps extends Pick<FactorCardProps, 'state' | 'run'> {
  passkey: Passkey;
}

export function PasskeyRow({ passkey, state, run }: PasskeyRowProps) {
  const t = useTranslations('twoStep');
  const locale = useLocale();
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null);
  const changed = useFactorsChanged();
  const remove = useMutation(
    useTRPC().auth.passkeys.remove.mutationOptions({
      meta: { handles: ['CONFIRM_REQUIRED'] },
      onSuccess: changed,
    }),
  );
  const { id, name, createdAt, lastUsedAt } = passkey;
  const close = () => setOpen(null);
  return (
    <li className="flex items-center gap-4 py-3.5">
      <Fingerprint aria-hidden="true" className="size-5 shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="truncate font-medium">{name}</p>
        <p className="text-ink-soft">
          {t.rich('passkeyAddedOn', { time: timeTag(createdAt, locale, 'date') })}
          {lastUsedAt && ' · '}
          {lastUsedAt && t.rich('passkeyUsedOn', { time: timeTag(lastUsedAt, locale, 'date') })}
        </p>
      </div>
      <Menu
        trigger={
          <IconButton label={t('moreFor', { name })} size="sm">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil />} onAction={() => setOpen('rename')}>
          {t('rename')}
        </MenuItem>
        <MenuItem icon={<Trash2 />} tone="danger" onAction={() => setOpen('remove')}>
          {t('remove')}
        </MenuItem>
      </Menu>
      <Dialog
        size="sm"
        title={t('renameTitle')}
        isOpen={open === 'rename'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'rename' : null)}
      >
        <RenamePasskeyForm passkey={passkey} onDone={close} />
      </Dialog>
      <RemoveFactorDialog
        title={t('removePasskeyTitle', { name })}
        text={t('removePasskeyText')}
        state={state}
        isOpen={open === 'remove'}
        onClose={close}
        onConfirm={() =>
          run(async () => {
            await remove.mutateAsync({ passkeyId: id });
          })
        }
      />
    </li>
  );
}

function RenamePasskeyForm({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const t = useTranslations('twoStep');
  const changed = useFactorsChanged();
  const rename = useMutation(useTRPC().auth.passkeys.rename.mutationOptions({ onSuccess: changed }));
  const form = useZodForm(renameForm, async ({ name }) => {
    await rename.mutateAsync({ passkeyId: passkey.id, name });
    onDone();
  });
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <TextField
        name="name"
        label={t('name')}
        defaultValue={passkey.name}
        maxLength={PASSKEY_NAME_MAX}
        autoComplete="off"
        // It was asked for by opening the dialog.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        errorMessage={form.error('name')}
      />
      <Button type="submit" variant="primary" isFullWidth isPending={form.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}
