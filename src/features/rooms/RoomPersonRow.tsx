'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserMinus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { Badge } from '@/ui/Badge';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { IconButton } from '@/ui/IconButton';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/toast';
import type { RoomPerson } from './listedRoom';

const ROLES = ['cohost', 'participant'] as const;

export interface RoomPersonRowProps {
  person: RoomPerson;
  roomId: string;
  canChange: boolean;
}

/** One of a room's people, with their role, for those who may change it. */
export function RoomPersonRow({ person, roomId, canChange }: RoomPersonRowProps) {
  const t = useTranslations('lobby.team');
  const { rooms } = useTRPC();
  const client = useQueryClient();
  const settle = {
    onSettled: async () => await client.invalidateQueries(rooms.people.list.queryFilter({ roomId })),
  };
  const setRole = useMutation(rooms.people.setRole.mutationOptions(settle));
  const remove = useMutation(
    rooms.people.remove.mutationOptions({
      ...settle,
      onSuccess: () => void toast({ tone: 'success', title: t('removed', { name: person.name }) }),
    }),
  );
  const { id, name, avatarId, email, role, isOutsider } = person;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Avatar name={name} id={id} src={pictureUrl(avatarId)} size="sm" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span className="truncate font-medium">{name}</span>
          {isOutsider && <Badge>{t('outsider')}</Badge>}
        </p>
        {email !== null && <p className="truncate text-sm text-ink-soft">{email}</p>}
      </div>
      {canChange ? (
        <div className="flex items-center gap-1">
          <Select
            label={t('roleOf', { name })}
            isLabelHidden
            items={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
            value={setRole.isPending ? setRole.variables.role : role}
            onChange={(chosen) => setRole.mutate({ roomId, userId: id, role: chosen })}
          />
          <ConfirmDialog
            title={t('removeTitle', { name })}
            confirmLabel={t('removeConfirm')}
            isPending={remove.isPending}
            onConfirm={async () => await remove.mutateAsync({ roomId, userId: id })}
            trigger={
              <IconButton label={t('remove', { name })} size="sm">
                <UserMinus />
              </IconButton>
            }
          >
            {t('removeText')}
          </ConfirmDialog>
        </div>
      ) : (
        <Badge tone={role === 'cohost' ? 'accent' : 'neutral'}>{t(`roles.${role}`)}</Badge>
      )}
    </div>
  );
}
