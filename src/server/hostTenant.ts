import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { db } from './db';
import { env } from './env';

const hostSelect = { id: true, slug: true, name: true, host: true } satisfies Prisma.TenantSelect;

/** The tenant whose own host name a request came to. */
export type HostTenant = Prisma.TenantGetPayload<{ select: typeof hostSelect }>;

/** Milliseconds that a name's tenant is taken as known, and the names that are kept: anybody can send any name. */
const KNOWN_FOR = 5_000;
const KNOWN_MAX = 1_000;
const known = new Map<string, { tenant: HostTenant | null; until: number }>();

/** Has all names looked up anew. */
export const forgetHosts = () => known.clear();

/** A name of several labels, the last of which has a letter: addresses and inner names are no tenant's. */
const NAME = /^(?:[a-z0-9-]{1,63}\.)+(?=[a-z0-9-]*[a-z])[a-z0-9-]{2,63}$/;

/** The name in a request's Host header, without its port; null where it is our own, or can be no tenant's. */
const nameIn = (headers: Headers): string | null => {
  const name = headers
    .get('host')
    ?.toLowerCase()
    .replace(/:\d{1,5}$/, '');
  if (!name || name === new URL(env().WEBMTG_URL).hostname) return null;
  return name.length <= 253 && NAME.test(name) ? name : null;
};

const find = async (host: string) =>
  await db().tenant.findFirst({ where: { host, deletedAt: null }, select: hostSelect });

/** The tenant whose host name a request came to; null at WEBMTG_URL, and at every name that is nobody's. */
export const hostTenantOf = async (headers: Headers): Promise<HostTenant | null> => {
  const name = nameIn(headers);
  if (name === null) return null;
  const found = known.get(name);
  if (found && found.until > Date.now()) return found.tenant;
  const tenant = await find(name);
  const oldest = known.keys().next();
  if (known.size >= KNOWN_MAX && !oldest.done) known.delete(oldest.value);
  known.set(name, { tenant, until: Date.now() + KNOWN_FOR });
  return tenant;
};
