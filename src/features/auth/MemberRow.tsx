'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { inferOutput } from '@trpc/tanstack-react-query';
import { UserRoundMinus } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { pictureUrl } from '@/shared/fileUrl';
import { managesRole } from '@/shared/members';
import { TENANT_ROLES, type TenantRole } from '@/shared/permissions';
import { Avatar } from '@/ui/Avatar';
import { Badge } from '@/ui/Badge';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { IconButton } from '@/ui/IconButton';
import { Select } from '@/ui/Select';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';

type Member = inferOutput<ReturnType<typeof useTRPC>['auth']['members']['list']>['items'][number];

export interface MemberRowProps {
  member: Member;
  tenant: { slug: string; name: string; role: TenantRole };
  isMe: boolean;
}

export function MemberRow({ member, tenant, isMe }: MemberRowProps) {
  const t = useTranslations('members');
  const tRoles = useTranslations('account.roles');
  const locale = useLocale();
  const { name, email, role } = member;
  const manages = managesRole(tenant.role, role);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3.5 sm:px-6">
      <Avatar name={name} id={member.id} src={pictureUrl(member.avatarId)} />
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="wrap-anywhere">{name}</span>
          {isMe && <Badge tone="accent">{t('you')}</Badge>}
        </p>
        <p className="text-ink-soft">
          {email !== null && (
            <>
              <span className="wrap-anywhere">{email}</span>
              <span aria-hidden="true"> · </span>
            </>
          )}
          {t('since')} <Time value={member.since} locale={locale} format="date" />
        </p>
      </div>
      <div className="flex items-center gap-1 max-sm:w-full max-sm:justify-between max-sm:pl-13">
        {manages ? (
          <RoleSelect member={member} tenant={tenant} />
        ) : (
          <Badge className="sm:mr-3">{tRoles(role)}</Badge>
        )}
        {manages && !isMe ? (
          <RemoveMember member={member} tenant={tenant} />
        ) : (
          <span className="w-10 max-sm:hidden" />
        )}
      </div>
    </li>
  );
}

function RoleSelect({ member, tenant }: Pick<MemberRowProps, 'member' | 'tenant'>) {
  const t = useTranslations('members');
  const tRoles = useTranslations('account.roles');
  const { members } = useTRPC().auth;
  const queries = useQueryClient();
  const refresh = async () => await queries.invalidateQueries(members.list.infiniteQueryFilter());
  const set = useMutation(
    members.setRole.mutationOptions({
      onSuccess: (_data, { role }) =>
        toast({ tone: 'success', title: t('roleSaved', { name: member.name, role: tRoles(role) }) }),
      onSettled: refresh,
    }),
  );
  return (
    <Select
      label={t('roleOf', { name: member.name })}
      isLabelHidden
      value={set.isPending ? set.variables.role : member.role}
      isDisabled={set.isPending}
      items={TENANT_ROLES.filter((role) => managesRole(tenant.role, role)).map((role) => ({
        value: role,
        label: tRoles(role),
      }))}
      onChange={(role) => set.mutate({ tenant: tenant.slug, userId: member.id, role })}
      className="w-40"
    />
  );
}

function RemoveMember({ member, tenant }: Pick<MemberRowProps, 'member' | 'tenant'>) {
  const t = useTranslations('members');
  const { members } = useTRPC().auth;
  const queries = useQueryClient();
  const { name } = member;
  const remove = useMutation(
    members.remove.mutationOptions({
      onSuccess: async () => {
        toast({ tone: 'success', title: t('removed', { name }) });
        await queries.invalidateQueries(members.list.infiniteQueryFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      title={t('removeTitle', { name })}
      confirmLabel={t('removeConfirm')}
      isPending={remove.isPending}
      onConfirm={async () => await remove.mutateAsync({ tenant: tenant.slug, userId: member.id })}
      trigger={
        <IconButton label={t('removeTitle', { name })}>
          <UserRoundMinus />
        </IconButton>
      }
    >
      {t('removeText', { name, tenant: tenant.name })}
    </ConfirmDialog>
  );
}
