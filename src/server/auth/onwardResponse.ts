import 'server-only';
import type { Onward } from './providerSignIn';

/** A redirect that nothing keeps, with its cookies; the page that it leads to learns nothing of where it came from. */
export const onwardResponse = ({ url, cookies }: Onward): Response => {
  const headers = new Headers({
    location: url,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
};
