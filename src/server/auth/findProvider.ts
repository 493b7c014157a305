import 'server-only';
import { db } from '../db';
import { providerUrls } from './providerUrls';

const doorSelect = {
  name: true,
  isOnlyWay: true,
  tenant: { select: { slug: true, name: true } },
} as const;

const isOpen = { deletedAt: null, suspendedAt: null };

type Door = { name: string; isOnlyWay: boolean; tenant: { slug: string; name: string } };

const shown = (door: Door | null) =>
  door && {
    name: door.name,
    tenant: door.tenant.name,
    isOnlyWay: door.isOnlyWay,
    startUrl: providerUrls(door.tenant.slug).start,
  };

/** The provider that the people of a mail domain sign in by, or null: its tenant has proven the domain, and switched it on. */
export const findProvider = async (domain: string) =>
  shown(
    await db().identityProvider.findFirst({
      where: {
        isEnabled: true,
        tenant: { ...isOpen, domains: { some: { domain, verifiedAt: { not: null } } } },
      },
      select: doorSelect,
    }),
  );

/** The provider of a tenant, for its sign-in page, or null. */
export const findProviderOf = async (slug: string) =>
  shown(
    await db().identityProvider.findFirst({
      where: { isEnabled: true, tenant: { ...isOpen, slug } },
      select: doorSelect,
    }),
  );
