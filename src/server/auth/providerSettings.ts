import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import type { providerInput } from '@/shared/provider';
import type { AuditAction } from '@/shared/audit';
import { type Actor, actorOf, audit } from '../audit';
import type { Context } from '../context';
import { changesOf } from '../changesOf';
import { db, type Tx } from '../db';
import { env } from '../env';
import { fail } from '../errors';
import { originOfTenant } from '../origin';
import { lockTenant } from '../lockTenant';
import { clientColumns } from './providerClient';
import { beginFlow } from './providerFlow';
import { accountProvider } from './providerPerson';
import { endAllOfProvider } from './providerSessions';
import { forgetTried, keepFailure, readTried } from './providerTry';
import { providerUrls } from './providerUrls';
import { sealSecret } from './secretBox';

const shownColumns = {
  id: true,
  name: true,
  issuer: true,
  clientId: true,
  roleClaim: true,
  adminValues: true,
  triedAt: true,
  isEnabled: true,
  isOnlyWay: true,
} satisfies Prisma.IdentityProviderSelect;

type Shown = Prisma.IdentityProviderGetPayload<{ select: typeof shownColumns }>;

/** An owner of the tenant, who asks. */
export type Owner = Context & { tenant: { id: string; slug: string }; sessionId: string };

type Settings = z.output<typeof providerInput>;

const find = async (tenantId: string, tx: Tx = db()) =>
  await tx.identityProvider.findUnique({ where: { tenantId }, select: shownColumns });

/** The tenant's provider without its secret, what to enter there, and what came of the last try. */
export const getProvider = async ({ tenant }: Pick<Owner, 'tenant'>) => {
  const provider = await find(tenant.id);
  const { redirect, logout } = providerUrls(tenant.slug);
  const ownOrigin = await originOfTenant({ id: tenant.id });
  const own = providerUrls(tenant.slug, ownOrigin).redirect;
  return {
    provider,
    redirectUri: redirect,
    /** The one under the tenant's own host, where it has one: who signs in there comes back there. */
    ownRedirectUri: own === redirect ? null : own,
    logoutUri: logout,
    tried: provider && (await readTried(provider.id)),
  };
};

/** In whose name something is done within a transaction, known before it begins: within, it would take a second connection. */
interface Doer {
  tenantId: string;
  actor: Actor;
}

const doerOf = async (owner: Owner): Promise<Doer> => ({
  tenantId: owner.tenant.id,
  actor: await actorOf(owner),
});

const note = async (
  tx: Tx,
  { tenantId, actor }: Doer,
  action: AuditAction,
  { id, name, detail }: { id: string; name: string; detail?: Prisma.InputJsonObject },
) => {
  const target = { kind: 'provider', id, name } as const;
  await audit(actor, { tenantId, action, target, ...(detail && { detail }) }, tx);
};

/** Its people go with it: another issuer's subjects are other persons, whatever they are called. */
const erase = async (tx: Tx, { id }: Shown) => {
  await tx.account.deleteMany({ where: { provider: accountProvider(id) } });
  await tx.identityProvider.delete({ where: { id }, select: { id: true } });
};

const fieldsOf = ({ name, issuer, clientId, roleClaim, adminValues }: Settings) => ({
  name,
  issuer,
  clientId,
  roleClaim: roleClaim || null,
  adminValues,
});

type Fields = ReturnType<typeof fieldsOf>;

const isSameClient = (before: Shown, { issuer, clientId }: Fields) =>
  before.issuer === issuer && before.clientId === clientId;

const isAsTried = (before: Shown, fields: Fields, secret: string | undefined) =>
  secret === undefined &&
  before.roleClaim === fields.roleClaim &&
  isDeepStrictEqual(before.adminValues, fields.adminValues);

/** Another client has to bring its own secret: the one that is kept is sent to nobody else. */
const replace = async (tx: Tx, doer: Doer, { fields, secret }: { fields: Fields; secret: string }) => {
  const id = uuid();
  const sealed = sealSecret(secret, `provider:${id}`);
  await tx.identityProvider.create({
    data: { id, tenantId: doer.tenantId, ...fields, ...sealed },
    select: { id: true },
  });
  const { name, issuer, clientId, roleClaim, adminValues: values } = fields;
  const detail = {
    issuer,
    client: clientId,
    ...(roleClaim === null ? {} : { roleClaim, adminValues: values }),
  };
  await note(tx, doer, 'provider.set', { id, name, detail });
};

/** What was tried is tried no more, and lets nobody in, where anything but its name changes. */
const edit = async (tx: Tx, doer: Doer, change: { before: Shown; fields: Fields; secret?: string }) => {
  const { before, fields, secret } = change;
  await tx.identityProvider.update({
    where: { id: before.id },
    data: {
      ...fields,
      ...(secret === undefined ? {} : sealSecret(secret, `provider:${before.id}`)),
      ...(isAsTried(before, fields, secret) ? {} : { triedAt: null, isEnabled: false }),
    },
    select: { id: true },
  });
  const detail = {
    changes: changesOf(before, fields) ?? {},
    ...(secret === undefined ? {} : { isNewSecret: true }),
  };
  await note(tx, doer, 'provider.set', { id: before.id, name: fields.name, detail });
};

/**
 * Sets the tenant's provider; with another issuer or client it is another provider, whose people are others. Fails
 * ISSUER_INSECURE, SECRET_REQUIRED.
 */
export const setProvider = async (owner: Owner, settings: Settings) => {
  const fields = fieldsOf(settings);
  const secret = settings.secret || undefined;
  if (!fields.issuer.startsWith('https:') && !env().WEBMTG_PRIVATE_PROVIDERS) fail('ISSUER_INSECURE');
  const doer = await doerOf(owner);
  const before = await db().$transaction(async (tx) => {
    await lockTenant(tx, owner.tenant.id);
    const found = await find(owner.tenant.id, tx);
    if (found && isSameClient(found, fields))
      await edit(tx, doer, { before: found, fields, ...(secret === undefined ? {} : { secret }) });
    else {
      if (found) await erase(tx, found);
      await replace(tx, doer, { fields, secret: secret ?? fail('SECRET_REQUIRED') });
    }
    return found;
  });
  if (!before) return;
  await forgetTried(before.id);
  if (!isSameClient(before, fields)) await endAllOfProvider(before.id, owner.sessionId);
};

/** Removes the tenant's provider, the identities there, and the sessions that it opened. Fails NOT_FOUND. */
export const removeProvider = async (owner: Owner) => {
  const doer = await doerOf(owner);
  const { id } = await db().$transaction(async (tx) => {
    const found = (await find(owner.tenant.id, tx)) ?? fail('NOT_FOUND');
    await erase(tx, found);
    await note(tx, doer, 'provider.remove', { id: found.id, name: found.name });
    return found;
  });
  await endAllOfProvider(id, owner.sessionId);
};

/**
 * Begins a round trip to the provider that opens no session; the owner finds what came back with the settings.
 * Returns where to go, or null where the provider can't be asked: why is then found there too. Fails NOT_FOUND.
 */
export const tryProvider = async (owner: Owner): Promise<{ url: string | null }> => {
  const { tenant, headers, resHeaders } = owner;
  const provider = await db().identityProvider.findUnique({
    where: { tenantId: tenant.id },
    select: clientColumns,
  });
  if (!provider) return fail('NOT_FOUND');
  await forgetTried(provider.id);
  try {
    const path = `/t/${tenant.slug}/settings/sign-in`;
    const flow = await beginFlow({ provider, tenant, purpose: 'try', path, headers });
    resHeaders.append('set-cookie', flow.cookie);
    return { url: flow.url };
  } catch (error) {
    await keepFailure(provider.id, error);
    return { url: null };
  }
};

/**
 * Lets people in by the provider, or no more: the sessions that it opened end then, but for the owner's own. Fails
 * NOT_FOUND, PROVIDER_UNTRIED.
 */
export const enableProvider = async (owner: Owner, isOn: boolean) => {
  const { id, triedAt } = (await find(owner.tenant.id)) ?? fail('NOT_FOUND');
  if (isOn && !triedAt) fail('PROVIDER_UNTRIED');
  const doer = await doerOf(owner);
  await db().$transaction(async (tx) => {
    // What was changed since it was read is tried no more.
    const { count } = await tx.identityProvider.updateMany({
      where: { id, ...(isOn ? { triedAt } : {}) },
      data: { isEnabled: isOn },
    });
    if (count === 0) fail('PROVIDER_UNTRIED');
    const found = (await find(owner.tenant.id, tx)) ?? fail('NOT_FOUND');
    await note(tx, doer, isOn ? 'provider.enable' : 'provider.disable', { id, name: found.name });
  });
  if (!isOn) await endAllOfProvider(id, owner.sessionId);
};

/** Makes the provider the only way in but for owners, from the next request on, or no more. Fails NOT_FOUND, PROVIDER_OFF. */
export const setOnlyWay = async (owner: Owner, isOn: boolean) => {
  const doer = await doerOf(owner);
  await db().$transaction(async (tx) => {
    const found = (await find(owner.tenant.id, tx)) ?? fail('NOT_FOUND');
    const { count } = await tx.identityProvider.updateMany({
      where: { id: found.id, ...(isOn ? { isEnabled: true } : {}) },
      data: { isOnlyWay: isOn },
    });
    if (count === 0) fail('PROVIDER_OFF');
    await note(tx, doer, isOn ? 'provider.require' : 'provider.release', { id: found.id, name: found.name });
  });
};
