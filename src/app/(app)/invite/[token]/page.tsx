import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, trpc } from '@/api/server';
import { AcceptInvitation } from '@/features/auth/AcceptInvitation';
import { TextLink } from '@/features/auth/TextLink';
import { currentUser } from '@/server/auth/currentUser';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { LinkButton } from '@/ui/LinkButton';
import { AuthPage } from '../../AuthPage';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('members'))('invitations'),
  // The address of this page is a secret: no link or picture on it may pass it on.
  referrer: 'no-referrer',
});

export default async function InvitePage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params;
  const invitation = await load(trpc.auth.invitations.peek.queryOptions({ token }));
  const [user, t, tRoles] = await Promise.all([
    currentUser(),
    getTranslations('members'),
    getTranslations('account.roles'),
  ]);
  const { tenant, invitedByName: inviter, role, email } = invitation;
  const back = encodeURIComponent(`/invite/${token}`);
  return (
    <AuthPage
      title={t('joinTitle', { tenant: tenant.name })}
      intro={t('joinText', { inviter, tenant: tenant.name, role: tRoles(role) })}
    >
      <div className="flex items-center gap-3 rounded-xl bg-sunken px-4 py-3 text-sm">
        <Avatar name={tenant.name} id={tenant.slug} src={pictureUrl(tenant.logoId)} shape="square" />
        <p className="min-w-0">
          <span className="block text-ink-soft">{t('invitedAs')}</span>
          <span className="block font-medium wrap-anywhere">{email}</span>
        </p>
      </div>
      {user ? (
        <AcceptInvitation token={token} tenant={tenant} isMine={user.email === email} email={user.email} />
      ) : (
        <>
          <LinkButton href={`/register?callbackUrl=${back}`} variant="primary" size="lg" isFullWidth>
            {t('registerFirst')}
          </LinkButton>
          <p className="text-center text-sm">
            <TextLink href={`/sign-in?callbackUrl=${back}`}>{t('signInFirst')}</TextLink>
          </p>
        </>
      )}
    </AuthPage>
  );
}
