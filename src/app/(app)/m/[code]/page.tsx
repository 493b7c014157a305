import type { Metadata } from 'next';
import { MeetingWithChat } from './MeetingWithChat';
import { openDoor } from './openDoor';

export const generateMetadata = async ({ params }: PageProps<'/m/[code]'>): Promise<Metadata> => ({
  title: (await openDoor((await params).code)).roomName,
});

export default async function MeetingPage({ params }: PageProps<'/m/[code]'>) {
  return <MeetingWithChat door={await openDoor((await params).code)} />;
}
