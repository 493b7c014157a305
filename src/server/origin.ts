import 'server-only';
import { db } from './db';
import { env } from './env';
import { hostTenantOf } from './hostTenant';

/** WEBMTG_URL under another name: the same scheme and port. */
const originAt = (host: string) => {
  const url = new URL(env().WEBMTG_URL);
  url.hostname = host;
  return url.origin;
};

/**
 * The origin that a request came to: a tenant's own host, or else WEBMTG_URL, whatever name the client sends. Nothing
 * is ever built from the Host header itself.
 */
export const originOf = async (headers: Headers): Promise<string> => {
  const host = (await hostTenantOf(headers))?.host;
  return host ? originAt(host) : env().WEBMTG_URL;
};

/** Where a tenant's people are sent, by mail and by links to pass on: its own host where it has one. */
export const originOfTenant = async (tenant: { id: string } | { slug: string }): Promise<string> => {
  const found = await db().tenant.findUnique({ where: tenant, select: { host: true } });
  return found?.host ? originAt(found.host) : env().WEBMTG_URL;
};

/**
 * Whether a request that changes something comes from pages of the very origin that it goes to: browsers send
 * `Origin` with every POST (Fetch standard, 3.2), and a page of another site can't forge it.
 */
export const isOurOrigin = async (headers: Headers) => headers.get('origin') === (await originOf(headers));
