'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { LOCALES, type Locale, updateProfileInput } from '@/shared/auth';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { rememberChoice } from '@/ui/rememberChoice';
import { Select } from '@/ui/Select';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';

export interface ProfileCardProps {
  languageNames: Record<Locale, string>;
}

export function ProfileCard({ languageNames }: ProfileCardProps) {
  const t = useTranslations('account');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { data: me } = useSuspenseQuery(trpc.auth.me.queryOptions());
  const update = useMutation(
    trpc.auth.updateProfile.mutationOptions({
      onSuccess: async ({ locale }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.auth.me.queryKey() });
        rememberChoice('webmtg.locale', locale);
        router.refresh();
        toast({ tone: 'success', title: t('saved') });
      },
    }),
  );
  const form = useZodForm(updateProfileInput, async (input) => await update.mutateAsync(input));
  return (
    <Card title={t('profile')}>
      <form noValidate onSubmit={form.onSubmit} className="flex max-w-md flex-col gap-5">
        <TextField
          name="name"
          label={t('name')}
          description={t('nameHint')}
          defaultValue={me.name}
          autoComplete="name"
          errorMessage={form.error('name')}
        />
        <Select
          name="locale"
          label={t('language')}
          description={t('languageHint')}
          defaultValue={me.locale}
          items={LOCALES.map((value) => ({ value, label: languageNames[value] }))}
          errorMessage={form.error('locale')}
        />
        <div>
          <Button type="submit" variant="primary" isPending={form.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
