import 'server-only';
import { type Asker, audit } from '../audit';
import { changesOf } from '../changesOf';
import { db } from '../db';
import { env } from '../env';
import { fail } from '../errors';
import { publish } from '../events';
import { forgetHosts } from '../hostTenant';
import { originOfTenant } from '../origin';
import { isUniqueViolation } from './isUniqueViolation';
import { type OperatedTenant, operatorOf } from './operators';
import { proveStreams } from './sessions';

/** Names that lead elsewhere already: to everybody's pages, and to LiveKit. */
const isOurs = (host: string) =>
  [env().WEBMTG_URL, env().LIVEKIT_PUBLIC_URL].some((url) => new URL(url).hostname === host);

const write = async (ctx: Asker & { tenant: OperatedTenant }, host: string | null) => {
  const { id, name } = ctx.tenant;
  const actor = await operatorOf(ctx);
  return await db().$transaction(async (tx) => {
    const before = await tx.tenant.findUniqueOrThrow({ where: { id }, select: { host: true } });
    const changes = changesOf(before, { host });
    if (!changes) return false;
    await tx.tenant.update({ where: { id }, data: { host }, select: { id: true } });
    const target = { kind: 'tenant', id, name } as const;
    await audit(actor, { tenantId: id, action: 'tenant.host', target, detail: { changes } }, tx);
    return true;
  });
};

/** Has the streams of a tenant's people prove their right anew: those under a name that is theirs no more end. */
const proveAll = async (tenantId: string) => {
  const people = await db().membership.findMany({ where: { tenantId }, select: { userId: true } });
  await Promise.all(people.map(async ({ userId }) => await proveStreams(userId)));
};

/**
 * Gives a tenant a host name of its own, or takes it away: sessions under it are good no more, in this process at
 * once and in others within seconds. Fails HOST_TAKEN.
 */
export const setHost = async (ctx: Asker & { tenant: OperatedTenant }, host: string | null) => {
  if (host !== null && isOurs(host)) return fail('HOST_TAKEN');
  const { id } = ctx.tenant;
  try {
    if (!(await write(ctx, host))) return;
  } catch (error) {
    if (isUniqueViolation(error)) return fail('HOST_TAKEN');
    throw error;
  }
  forgetHosts();
  await publish('tenant', id, { type: 'changed', what: 'tenant' });
  await proveAll(id);
};

/** A tenant's host name, or null, its address, and the name that its DNS record leads to. */
export const getAddress = async (tenantId: string) => {
  const [{ host }, url] = await Promise.all([
    db().tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { host: true } }),
    originOfTenant({ id: tenantId }),
  ]);
  return { host, url, leadsTo: new URL(env().WEBMTG_URL).hostname };
};
