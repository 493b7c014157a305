import 'server-only';
import type { Context } from '../context';
import { db } from '../db';
import { onlyHere } from '../gate';
import { originOf } from '../origin';
import { providerUrls } from './providerUrls';

const doorSelect = {
  name: true,
  isOnlyWay: true,
  tenant: { select: { slug: true, name: true } },
} as const;

const isOpen = { deletedAt: null, suspendedAt: null };

type Door = { name: string; isOnlyWay: boolean; tenant: { slug: string; name: string } };

const shown = (door: Door | null, origin: string) =>
  door && {
    name: door.name,
    tenant: door.tenant.name,
    isOnlyWay: door.isOnlyWay,
    /** At the origin that they came to: they come back there. */
    startUrl: providerUrls(door.tenant.slug, origin).start,
  };

/** The provider that the people of a mail domain sign in by, or null: its tenant has proven the domain, and switched it on. Under a tenant's host that tenant's alone. */
export const findProvider = async (
  { viewer, headers }: Pick<Context, 'viewer' | 'headers'>,
  domain: string,
) =>
  shown(
    await db().identityProvider.findFirst({
      where: {
        isEnabled: true,
        ...onlyHere(viewer),
        tenant: { ...isOpen, domains: { some: { domain, verifiedAt: { not: null } } } },
      },
      select: doorSelect,
    }),
    await originOf(headers),
  );

/** The provider of a tenant, for its sign-in page at `origin`, or null. */
export const findProviderOf = async (slug: string, origin: string) =>
  shown(
    await db().identityProvider.findFirst({
      where: { isEnabled: true, tenant: { ...isOpen, slug } },
      select: doorSelect,
    }),
    origin,
  );
