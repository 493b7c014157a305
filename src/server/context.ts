import 'server-only';
import { readSession, type Session } from './auth/sessions';
import { hostTenantOf } from './hostTenant';
import { orOutage } from './outage';

/** Where they ask: under a tenant's own host name there is that tenant alone. Null at WEBMTG_URL. */
interface Place {
  hostTenantId: string | null;
}

export type Viewer =
  | (Place & {
      kind: 'user';
      userId: string;
      sessionId: string;
      /** The one tenant whose identity provider opened the session: it is good nowhere else. */
      tenantId: string | null;
      /** Whether a second step was taken at sign-in, or a passkey, which is two in one. */
      isTwoStep: boolean;
    })
  | (Place & { kind: 'anonymous' });

export interface Context {
  viewer: Viewer;
  /** The request's headers, and the ones that the response will carry. */
  headers: Headers;
  resHeaders: Headers;
  /** The client's address, as the custom server saw it. */
  address: string;
  requestId: string;
}

const viewerOf = ({ id, userId, tenantId, hostTenantId, isTwoStep }: Session): Viewer => ({
  kind: 'user',
  userId,
  sessionId: id,
  tenantId,
  hostTenantId,
  isTwoStep,
});

/** Who asks and from where: the session behind the cookie, proven in Redis. Fails REDIS_UNAVAILABLE, DATABASE_UNAVAILABLE. */
export const createContext = async (headers: Headers, resHeaders: Headers): Promise<Context> => {
  const address = headers.get('x-webmtg-address') ?? 'unknown';
  const session = await orOutage(readSession(headers, address));
  const hostTenantId = (await orOutage(hostTenantOf(headers)))?.id ?? null;
  return {
    viewer: session ? viewerOf(session) : { kind: 'anonymous', hostTenantId },
    headers,
    resHeaders,
    address,
    requestId: headers.get('x-request-id') ?? crypto.randomUUID(),
  };
};
