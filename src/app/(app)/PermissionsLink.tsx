import { getTranslations } from 'next-intl/server';
import { TextLink } from '@/features/auth/TextLink';

/** To the page that shows every right and who has it. */
export async function PermissionsLink() {
  const t = await getTranslations('permissions');
  return (
    <p className="text-sm text-ink-soft">
      {t('linkText')} <TextLink href="/permissions">{t('link')}</TextLink>
    </p>
  );
}
