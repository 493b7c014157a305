import { SearchX } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/LinkButton';

/** Inside an organisation: the header stays, and so does the way back. */
export default async function NotFoundInTenant() {
  const t = await getTranslations('problem');
  return (
    <EmptyState
      icon={<SearchX />}
      title={t('notFoundTitle')}
      actions={
        <LinkButton href="/" variant="primary">
          {t('home')}
        </LinkButton>
      }
    >
      {t('notFoundText')}
    </EmptyState>
  );
}
