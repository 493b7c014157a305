import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/ui/LinkButton';
import { Problem } from '../../../Problem';

/** Used, taken back, over or never there: always the same, for it tells a stranger nothing else. */
export default async function InvitationNotFound() {
  const t = await getTranslations('members');
  return (
    <Problem title={t('goneTitle')} text={t('goneText')}>
      <LinkButton href="/">{t('home')}</LinkButton>
    </Problem>
  );
}
