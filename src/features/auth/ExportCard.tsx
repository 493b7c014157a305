import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/ui/Card';
import { LinkButton } from '@/ui/LinkButton';

/** An organisation's data, for its owners to take along. */
export function ExportCard({ tenant }: { tenant: { slug: string; name: string } }) {
  const t = useTranslations('tenant');
  return (
    <Card title={t('exportTitle')} description={t('exportText', { tenant: tenant.name })}>
      <LinkButton href={`/api/export/${tenant.slug}`} iconStart={<Download />}>
        {t('exportButton')}
      </LinkButton>
    </Card>
  );
}
