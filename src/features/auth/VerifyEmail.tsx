'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { appCodeOf } from '@/api/appError';
import { useTRPC } from '@/api/client';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { FormError } from '@/ui/FormError';
import { TextLink } from './TextLink';

/** A button, not the page itself, uses the link up: mail scanners open every page that they find. */
export function VerifyEmail({ token }: { token: string }) {
  const t = useTranslations('auth');
  const verify = useMutation(
    useTRPC().auth.verifyEmail.mutationOptions({ meta: { handles: ['LINK_INVALID'] } }),
  );
  if (verify.isSuccess)
    return (
      <>
        <Banner tone="success" isLive title={t('verified.title')}>
          {t('verified.text', { email: verify.data.email })}
        </Banner>
        <TextLink href="/">{t('goOn')}</TextLink>
      </>
    );
  const isInvalid = appCodeOf(verify.error) === 'LINK_INVALID';
  return (
    <>
      <FormError>{isInvalid ? t('verifyInvalid') : null}</FormError>
      {isInvalid ? (
        <TextLink href="/account">{t('toAccount')}</TextLink>
      ) : (
        <Button
          variant="primary"
          size="lg"
          isFullWidth
          isPending={verify.isPending}
          onPress={() => verify.mutate({ token })}
        >
          {t('confirm')}
        </Button>
      )}
    </>
  );
}
