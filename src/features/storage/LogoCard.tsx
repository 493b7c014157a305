'use client';

import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { Card } from '@/ui/Card';
import { PictureField } from './PictureField';
import { usePictureChange } from './usePictureChange';

/** The organisation's picture, for those who may change it. */
export function LogoCard({ tenant: slug }: { tenant: string }) {
  const t = useTranslations('files');
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.auth.me.queryOptions());
  const refresh = usePictureChange();
  const remove = useMutation(
    trpc.storage.removeLogo.mutationOptions({ onSuccess: async () => await refresh('pictureRemoved') }),
  );
  const tenant = me.tenants.find((one) => one.slug === slug);
  if (!tenant) return null;
  const { name, logoId } = tenant;
  return (
    <Card title={t('logo')} description={t('logoText', { tenant: name })}>
      <PictureField
        place={{ slug: 'logo', tenant: slug }}
        hasPicture={logoId !== null}
        onStored={() => void refresh('pictureSaved')}
        onRemove={() => remove.mutate({ tenant: slug })}
        isRemoving={remove.isPending}
      >
        <Avatar name={name} id={slug} src={pictureUrl(logoId)} size="xl" shape="square" />
      </PictureField>
    </Card>
  );
}
