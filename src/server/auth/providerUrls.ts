import 'server-only';
import { env } from '../env';

/**
 * Where a tenant's provider sends people and logouts. Each tenant has addresses of its own, so that an answer of
 * one provider is never taken for another's (RFC 9700, 4.4.2.2).
 */
export const providerUrls = (slug: string) => {
  const base = `${env().WEBMTG_URL}/api/sso/${slug}`;
  return { start: `${base}/start`, redirect: `${base}/callback`, logout: `${base}/logout` };
};
