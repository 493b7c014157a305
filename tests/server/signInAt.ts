import { cookieName } from '@/server/cookies';
import { askAt, cookiesOf, originAt } from './askAt';

export const PASSWORD = 'glass otter plans tuesday';

/** A sign-in by password under a host, as the page's form does it. */
export const signInAt = async (host: string, email: string, origin = originAt(host)) => {
  const csrf = await askAt(host, '/api/auth/csrf');
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, email, password: PASSWORD, json: 'true', callbackUrl: '/' });
  const answer = await askAt(host, '/api/auth/callback/credentials', {
    method: 'POST',
    cookie: cookiesOf(csrf),
    origin,
    body,
  });
  const session = answer.headers.getSetCookie().find((line) => line.startsWith(`${cookieName('session')}=`));
  return { ...answer, session, cookie: session?.split(';')[0] ?? '' };
};
