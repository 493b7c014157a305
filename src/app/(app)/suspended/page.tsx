import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/ui/LinkButton';
import { Problem } from '../../Problem';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('tenant'))('suspendedTitle'),
});

/** Where everything of an organisation ends that is suspended: its pages, its rooms' links, what it shared. */
export default async function SuspendedPage() {
  const t = await getTranslations('tenant');
  return (
    <Problem title={t('suspendedTitle')} text={t('suspendedText')}>
      <LinkButton href="/account">{t('toAccount')}</LinkButton>
    </Problem>
  );
}
