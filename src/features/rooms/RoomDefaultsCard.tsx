'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { TENANT_ROLES } from '@/shared/permissions';
import { editTenantInput } from '@/shared/tenants';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/toast';
import { readRoomForm } from './readRoomForm';
import { NEW_ROOM, RoomFields } from './RoomFields';

/** Who opens an organisation's rooms, and what these begin with. */
export function RoomDefaultsCard({ tenant }: { tenant: string }) {
  const t = useTranslations('tenant');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery(trpc.auth.tenant.get.queryOptions({ tenant }));
  const edit = useMutation(
    trpc.auth.tenant.edit.mutationOptions({
      onSuccess: async () => {
        toast({ tone: 'success', title: t('saved') });
        await Promise.all([
          queries.invalidateQueries(trpc.auth.tenant.get.queryFilter()),
          queries.invalidateQueries(trpc.rooms.defaults.queryFilter()),
        ]);
      },
    }),
  );
  const form = useZodForm(
    editTenantInput,
    async (input) => await edit.mutateAsync({ tenant, ...input }),
    (entries) => {
      const { name: _name, ...roomDefaults } = readRoomForm(entries);
      return { roomsBy: entries.get('roomsBy'), roomDefaults };
    },
  );
  return (
    <Card title={t('rooms')} description={t('roomsText')}>
      <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-6">
        <Select
          name="roomsBy"
          label={t('roomsBy')}
          defaultValue={data.roomsBy}
          items={TENANT_ROLES.toReversed().map((value) => ({ value, label: t(`roomsByRole.${value}`) }))}
        />
        <RoomFields
          initial={{ ...NEW_ROOM, ...data.roomDefaults }}
          error={(field) => form.error(`roomDefaults.${field}`)}
          hasName={false}
        />
        <Button type="submit" variant="primary" isPending={form.isPending} className="self-start">
          {t('save')}
        </Button>
      </form>
    </Card>
  );
}
