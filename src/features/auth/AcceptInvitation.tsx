'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { SignOutButton } from './SignOutButton';

export interface AcceptInvitationProps {
  token: string;
  tenant: { name: string };
  /** Whether the account that is signed in has the address that the link went to. */
  isMine: boolean;
  email: string;
}

/** A button, not the page itself, uses the link up: mail scanners open every page that they find. */
export function AcceptInvitation({ token, tenant, isMine, email }: AcceptInvitationProps) {
  const t = useTranslations('members');
  const accept = useMutation(
    useTRPC().auth.invitations.accept.mutationOptions({
      onSuccess: ({ slug }) => location.assign(`/t/${slug}`),
    }),
  );
  if (!isMine)
    return (
      <>
        <Banner tone="warn">{t('otherAddress', { email })}</Banner>
        <SignOutButton isFullWidth />
      </>
    );
  return (
    <Button
      variant="primary"
      size="lg"
      isFullWidth
      isPending={accept.isPending || accept.isSuccess}
      onPress={() => accept.mutate({ token })}
    >
      {t('join', { tenant: tenant.name })}
    </Button>
  );
}
