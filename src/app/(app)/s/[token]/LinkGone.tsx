import { Link2Off } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/ui/EmptyState';

/** What a link that ended, was revoked or never was says: always the same, for it tells a stranger nothing else. */
export async function LinkGone() {
  const t = await getTranslations('recordings');
  return (
    <EmptyState icon={<Link2Off />} title={t('goneTitle')}>
      {t('goneText')}
    </EmptyState>
  );
}
