import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Provider } from 'oidc-provider';
import { freePort } from './freePort';

interface Claims {
  name?: string;
  email?: string;
  email_verified?: boolean;
  groups?: string[];
}

interface IssuerOptions {
  /** Seconds that its id tokens live; below zero they are of the past when they are made. */
  idTokenLife?: number;
  /** Where it says that somebody has signed out. */
  logoutUri?: string;
  /** Its published keys are others than it signs with. */
  isForged?: boolean;
}

export interface Issuer {
  url: string;
  clientId: string;
  clientSecret: string;
  /** What it signs with. */
  privateKey: KeyObject;
  /** What the issuer knows of each subject. */
  people: Map<string, Claims>;
  /** Has whoever asks for tokens wait from now on, for `release`; `asked` is kept as soon as somebody does. */
  holdTokens: () => { asked: Promise<void>; release: () => void };
  stop: () => Promise<void>;
}

const LOGIN_PAGE = `<!doctype html><html lang="en"><title>Issuer</title><link rel="icon" href="data:,">
<form method="post"><label>Subject <input name="subject"></label><button>Log in</button></form></html>`;

const showLogin = (response: ServerResponse) => {
  response.setHeader('content-type', 'text/html').end(LOGIN_PAGE);
};

/** Whoever types a subject is that person, and agrees to all that the client asks for. */
const finishLogin = async (provider: Provider, request: IncomingMessage, response: ServerResponse) => {
  const { params } = await provider.interactionDetails(request, response);
  const accountId = new URLSearchParams(await text(request)).get('subject') ?? '';
  const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) });
  grant.addOIDCScope('openid email profile');
  const result = { login: { accountId }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
};

const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A real identity provider (oidc-provider) with one client, which comes back to `redirectUri`. */
export const startIssuer = async (
  redirectUri: string,
  { idTokenLife = 3600, logoutUri, isForged = false }: IssuerOptions = {},
): Promise<Issuer> => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const [clientId, clientSecret] = ['webmtg', randomBytes(24).toString('hex')];
  const people = new Map<string, Claims>();
  const kid = 'signing';
  const { privateKey } = newKeys();
  const forged = newKeys().publicKey.export({ format: 'jwk' });
  const provider = new Provider(url, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        ...(logoutUri
          ? { backchannel_logout_uri: logoutUri, backchannel_logout_session_required: true }
          : {}),
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: logoutUri !== undefined },
    },
    // Its own keeps it from reaching us: we are at an inner address.
    fetch: async (target, init) => await fetch(target, { ...init, dispatcher: undefined } as RequestInit),
    ttl: { IdToken: () => idTokenLife },
    interactions: { url: (_context, interaction) => `/login/${interaction.uid}` },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid }] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
  });
  const answer = provider.callback();
  let held: { onAsked: () => void; released: Promise<void> } | null = null;
  const server = createServer((request, response) => {
    if (isForged && request.url === '/jwks')
      return void response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ keys: [{ ...forged, kid }] }));
    if (request.url === '/token' && held) {
      held.onAsked();
      return void held.released.then(async () => await answer(request, response));
    }
    if (!request.url?.startsWith('/login/')) return void answer(request, response);
    if (request.method === 'POST') return void finishLogin(provider, request, response);
    return showLogin(response);
  });
  server.listen(Number(new URL(url).port), '127.0.0.1');
  await once(server, 'listening');
  return {
    url,
    clientId,
    clientSecret,
    privateKey,
    people,
    holdTokens: () => {
      const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      held = { onAsked: asked.resolve, released: released.promise };
      const release = () => {
        held = null;
        released.resolve();
      };
      return { asked: asked.promise, release };
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
