import 'server-only';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { hostTenantOf } from './hostTenant';
import { originOf } from './origin';
import { orOutage } from './outage';

/** The tenant under whose host name this page is asked for, or null. */
export const currentHost = cache(async () => await orOutage(hostTenantOf(await headers())));

/** The origin under which this page is asked for. */
export const currentOrigin = async () => await originOf(await headers());

/** Under a tenant's host there is that tenant alone: pages of others are not there. */
export const proveHere = async (slug: string) => {
  const host = await currentHost();
  if (host && host.slug !== slug) notFound();
};
