'use client';

import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { Card } from '@/ui/Card';
import { PictureField } from './PictureField';
import { usePictureChange } from './usePictureChange';

export function AvatarCard() {
  const t = useTranslations('files');
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.auth.me.queryOptions());
  const refresh = usePictureChange();
  const remove = useMutation(
    trpc.storage.removeAvatar.mutationOptions({ onSuccess: async () => await refresh('pictureRemoved') }),
  );
  return (
    <Card title={t('avatar')} description={t('avatarText')}>
      <PictureField
        place={{ slug: 'avatar' }}
        hasPicture={me.avatarId !== null}
        onStored={() => void refresh('pictureSaved')}
        onRemove={() => remove.mutate()}
        isRemoving={remove.isPending}
      >
        <Avatar name={me.name} id={me.id} src={pictureUrl(me.avatarId)} size="xl" />
      </PictureField>
    </Card>
  );
}
