'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { LinkButton } from '@/ui/LinkButton';
import { ConfirmForm } from './ConfirmForm';

/** For a session without the second step that an organisation asks for: takes it now, or leads to where one is set up. */
export function SecondStepNow({ path }: { path: string }) {
  const t = useTranslations('twoStep');
  const { data } = useSuspenseQuery(useTRPC().auth.twoStep.get.queryOptions());
  if (!data.hasAny)
    return (
      <LinkButton href="/account#two-step" variant="primary">
        {t('setUpNow')}
      </LinkButton>
    );
  return (
    <div className="w-full max-w-sm text-left">
      <ConfirmForm needs={{ code: true, password: false }} has={data} onDone={() => location.assign(path)} />
    </div>
  );
}
