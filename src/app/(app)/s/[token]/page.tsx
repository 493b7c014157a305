import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, trpc } from '@/api/server';
import { readStartAt } from '../../readStartAt';
import { LinkGone } from './LinkGone';
import { SharedPage } from './SharedPage';
import { SharedRecording } from './SharedRecording';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('recordings'))('sharedTitle'),
  // The address of this page is a secret: no link or picture on it may pass it on.
  referrer: 'no-referrer',
});

export default async function SharedRecordingPage({ params, searchParams }: PageProps<'/s/[token]'>) {
  const { token } = await params;
  const { needsPassword, tenantName, logoId } = await load(
    trpc.storage.recordings.peekShare.queryOptions({ token }),
  );
  return (
    <SharedPage tenant={{ name: tenantName, logoId }}>
      <SharedRecording
        token={token}
        needsPassword={needsPassword}
        startAt={readStartAt((await searchParams)['t'])}
        gone={<LinkGone />}
      />
    </SharedPage>
  );
}
