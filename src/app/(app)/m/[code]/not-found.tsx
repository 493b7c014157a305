import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/ui/LinkButton';
import { Problem } from '../../../Problem';

export default async function NoMeeting() {
  const t = await getTranslations('meeting');
  return (
    <Problem title={t('notFoundTitle')} text={t('notFoundText')}>
      <LinkButton href="/" variant="primary">
        {t('notFoundHome')}
      </LinkButton>
    </Problem>
  );
}
