'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { LinkButton } from '@/ui/LinkButton';

export interface AcceptInvitationProps {
  token: string;
  /** Whether it is for who looks at it, for whoever signs in, or for another account. */
  fit: 'fits' | 'signIn' | 'otherAccount' | 'unverified';
}

/** Takes an invitation and goes to its room; or says what it takes first. */
export function AcceptInvitation({ token, fit }: AcceptInvitationProps) {
  const t = useTranslations('lobby.invitation');
  const redeem = useMutation(
    useTRPC().rooms.links.redeem.mutationOptions({
      // A page load: the answer may have set a cookie that the room's page is made with.
      onSuccess: ({ code }) => location.assign(`/m/${code}`),
    }),
  );
  const back = `callbackUrl=${encodeURIComponent(`/i/${token}`)}`;
  switch (fit) {
    case 'fits':
      return (
        <Button
          variant="primary"
          size="lg"
          isFullWidth
          isPending={redeem.isPending || redeem.isSuccess}
          onPress={() => redeem.mutate({ token })}
        >
          {t('open')}
        </Button>
      );
    case 'signIn':
      return (
        <>
          <p className="text-sm text-ink-soft">{t('signInText')}</p>
          <div className="flex flex-col gap-2.5">
            <LinkButton href={`/sign-in?${back}`} variant="primary" size="lg" isFullWidth>
              {t('signIn')}
            </LinkButton>
            <LinkButton href={`/register?${back}`} size="lg" isFullWidth>
              {t('register')}
            </LinkButton>
          </div>
        </>
      );
    case 'otherAccount':
    case 'unverified':
      return (
        <>
          <Banner tone="warn">{t(fit)}</Banner>
          <LinkButton href="/account" size="lg" isFullWidth>
            {t('account')}
          </LinkButton>
        </>
      );
  }
}
