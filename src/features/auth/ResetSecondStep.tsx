'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { appCodeOf } from '@/api/appError';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { resetSecondStepInput } from '@/shared/operator';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** For somebody who has lost every second step of theirs, and has shown an operator who they are. */
export function ResetSecondStep() {
  const t = useTranslations('operator');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{t('resetStep')}</Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        size="sm"
        title={t('resetStep')}
        description={t('resetStepText')}
      >
        <ResetForm onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  );
}

function ResetForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations('operator');
  const reset = useMutation(
    useTRPC().auth.operator.resetSecondStep.mutationOptions({
      onSuccess: (_, { email }) => {
        toast({ tone: 'success', title: t('done.resetStep', { email }) });
        onDone();
      },
      meta: { handles: ['NOT_FOUND', 'NO_SECOND_STEP'] },
    }),
  );
  const form = useZodForm(resetSecondStepInput, async (input) => await reset.mutateAsync(input));
  const code = appCodeOf(reset.error);
  const refusals: Record<string, string> = {
    NOT_FOUND: t('resetStepUnknown'),
    NO_SECOND_STEP: t('resetStepNone'),
  };
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <TextField
        name="email"
        type="email"
        label={t('resetStepEmail')}
        autoComplete="off"
        errorMessage={form.error('email') ?? (code ? refusals[code] : undefined)}
      />
      <Button type="submit" variant="danger" isPending={form.isPending} className="sm:self-end">
        {t('resetStepDo')}
      </Button>
    </form>
  );
}
