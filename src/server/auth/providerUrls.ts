import 'server-only';
import { env } from '../env';

/**
 * Where a tenant's provider sends people and logouts. Each tenant has addresses of its own, so that an answer of
 * one provider is never taken for another's (RFC 9700, 4.4.2.2); one that has a host name of its own has them there
 * too, since people come back to where they left from.
 */
export const providerUrls = (slug: string, origin = env().WEBMTG_URL) => {
  const base = `${origin}/api/sso/${slug}`;
  return { start: `${base}/start`, redirect: `${base}/callback`, logout: `${base}/logout` };
};
