import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { load, trpc } from '@/api/server';
import { AcceptInvitation } from '@/features/rooms/AcceptInvitation';
import { AuthPage } from '../../AuthPage';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('lobby.invitation'))('metaTitle'),
  // The address of this page is a secret: no link on it may pass it on.
  referrer: 'no-referrer',
});

export default async function InvitationPage({ params }: PageProps<'/i/[token]'>) {
  const { token } = await params;
  const { roomName, tenant, role, fit, code } = await load(trpc.rooms.links.peek.queryOptions({ token }));
  if (code !== null) redirect(`/m/${code}`);
  const t = await getTranslations('lobby.invitation');
  return (
    <AuthPage title={t('title', { room: roomName })} intro={t('text', { tenant: tenant.name, role })}>
      <AcceptInvitation token={token} fit={fit} />
    </AuthPage>
  );
}
