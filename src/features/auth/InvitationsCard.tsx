'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { inferOutput } from '@trpc/tanstack-react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { managesRole } from '@/shared/members';
import type { TenantRole } from '@/shared/permissions';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { timeTag } from '@/ui/timeTag';
import { toast } from '@/ui/toast';

type Invitation = inferOutput<ReturnType<typeof useTRPC>['auth']['invitations']['list']>[number];

interface InvitationsCardProps {
  tenant: { slug: string; role: TenantRole };
}

/** Who was invited and hasn't come yet; nothing where there is nobody. */
export function InvitationsCard({ tenant }: InvitationsCardProps) {
  const t = useTranslations('members');
  const { data } = useSuspenseQuery(useTRPC().auth.invitations.list.queryOptions({ tenant: tenant.slug }));
  if (data.length === 0) return null;
  return (
    <Card title={t('invitations')} description={t('invitationsText')}>
      <ul aria-label={t('invitations')} className="-my-3 divide-y divide-line">
        {data.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} tenant={tenant} />
        ))}
      </ul>
    </Card>
  );
}

function InvitationRow({ invitation, tenant }: InvitationsCardProps & { invitation: Invitation }) {
  const t = useTranslations('members');
  const tRoles = useTranslations('account.roles');
  const locale = useLocale();
  const { invitations } = useTRPC().auth;
  const queries = useQueryClient();
  const { id: invitationId, email, role, invitedByName, expiresAt } = invitation;
  const whenDone = (title: string) => ({
    onSuccess: async () => {
      toast({ tone: 'success', title });
      await queries.invalidateQueries(invitations.list.queryFilter());
    },
  });
  const resend = useMutation(invitations.resend.mutationOptions(whenDone(t('resent', { email }))));
  const revoke = useMutation(invitations.revoke.mutationOptions(whenDone(t('revoked', { email }))));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3.5">
      <div className="min-w-0 flex-1 basis-56 text-sm">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="wrap-anywhere">{email}</span>
          <Badge>{tRoles(role)}</Badge>
          {invitation.isOver && <Badge tone="warn">{t('over')}</Badge>}
        </p>
        <p className="text-ink-soft">
          {t.rich('invitedBy', { name: invitedByName, time: timeTag(expiresAt, locale, 'date') })}
        </p>
      </div>
      {managesRole(tenant.role, role) && (
        <div className="flex gap-2">
          <Button
            size="sm"
            aria-label={t('resendTo', { email })}
            isPending={resend.isPending}
            onPress={() => resend.mutate({ tenant: tenant.slug, invitationId })}
          >
            {t('resend')}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('revokeOf', { email })}
            isPending={revoke.isPending}
            onPress={() => revoke.mutate({ tenant: tenant.slug, invitationId })}
          >
            {t('revoke')}
          </Button>
        </div>
      )}
    </li>
  );
}
