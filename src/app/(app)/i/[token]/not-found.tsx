import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/ui/LinkButton';
import { Problem } from '../../../Problem';

/** What a link that was revoked, used up or never was says: always the same. */
export default async function InvitationGone() {
  const t = await getTranslations();
  return (
    <Problem title={t('lobby.invitation.goneTitle')} text={t('lobby.invitation.goneText')}>
      <LinkButton href="/" variant="primary">
        {t('meeting.notFoundHome')}
      </LinkButton>
    </Problem>
  );
}
