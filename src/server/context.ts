import 'server-only';
import { readSession } from './auth/sessions';

export type Viewer = { kind: 'user'; userId: string; sessionId: string } | { kind: 'anonymous' };

export interface Context {
  viewer: Viewer;
  /** The request's headers, and the ones that the response will carry. */
  headers: Headers;
  resHeaders: Headers;
  /** The client's address, as the custom server saw it. */
  address: string;
  requestId: string;
}

/** Who asks and from where: the session behind the cookie, proven in Redis. */
export const createContext = async (headers: Headers, resHeaders: Headers): Promise<Context> => {
  const address = headers.get('x-webmtg-address') ?? 'unknown';
  const session = await readSession(headers, address);
  return {
    viewer: session ? { kind: 'user', userId: session.userId, sessionId: session.id } : { kind: 'anonymous' },
    headers,
    resHeaders,
    address,
    requestId: headers.get('x-request-id') ?? crypto.randomUUID(),
  };
};
