import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/ui/LinkButton';
import { Problem } from './Problem';

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations('problem');
  return { title: t('notFoundTitle') };
};

export default async function NotFound() {
  const t = await getTranslations('problem');
  return (
    <Problem title={t('notFoundTitle')} text={t('notFoundText')}>
      <LinkButton href="/" variant="primary">
        {t('home')}
      </LinkButton>
    </Problem>
  );
}
