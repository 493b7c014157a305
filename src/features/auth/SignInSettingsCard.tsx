import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Card } from '@/ui/Card';
import { LinkButton } from '@/ui/LinkButton';

/** Leads owners to the organisation's own identity provider and its domains. */
export function SignInSettingsCard({ tenant }: { tenant: string }) {
  const t = useTranslations('provider');
  return (
    <Card title={t('pageTitle')} description={t('settingsText')}>
      <LinkButton as={Link} href={`/t/${tenant}/settings/sign-in`}>
        {t('settingsLink')}
      </LinkButton>
    </Card>
  );
}
