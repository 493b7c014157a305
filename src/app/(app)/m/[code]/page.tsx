import type { Metadata } from 'next';
import { TenantColours } from '../../TenantColours';
import { MeetingWithChat } from './MeetingWithChat';
import { openDoor } from './openDoor';

export const generateMetadata = async ({ params }: PageProps<'/m/[code]'>): Promise<Metadata> => ({
  title: (await openDoor((await params).code)).roomName,
});

export default async function MeetingPage({ params }: PageProps<'/m/[code]'>) {
  const door = await openDoor((await params).code);
  return (
    <>
      <TenantColours colour={door.tenant.colour} />
      <MeetingWithChat door={door} />
    </>
  );
}
