import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { z } from 'zod';
import { RecordingPage } from '@/features/meeting/RecordingPage';
import { recordingPageQuery } from '@/shared/recordings';

// The address holds a token, and is nobody's business.
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: 'no-referrer' };

/** What the recorder adds to the address that it was given. */
const recorderQuery = z.object({
  url: z.url().optional().catch(undefined),
  token: z.string().optional().catch(undefined),
});

/** What a recorder films. In the language of the recording and not in that of the recorder's browser. */
export default async function Recording({ searchParams }: PageProps<'/recording'>) {
  const query = await searchParams;
  const { layout, title, names, clock, locale } = recordingPageQuery.parse(query);
  const { url, token } = recorderQuery.parse(query);
  const { call, recording } = await getMessages({ locale });
  return (
    <NextIntlClientProvider locale={locale} messages={{ call, recording }}>
      <div lang={locale}>
        <RecordingPage
          look={{ layout, title, hasNames: names === '1', hasClock: clock === '1' }}
          url={url}
          token={token}
        />
      </div>
    </NextIntlClientProvider>
  );
}
