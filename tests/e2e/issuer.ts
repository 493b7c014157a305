import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Provider } from 'oidc-provider';
import { freePort } from './freePort';

interface Claims {
  name?: string;
  email?: string;
  email_verified?: boolean;
}

export interface Issuer {
  url: string;
  clientId: string;
  clientSecret: string;
  /** What the issuer knows of each subject. */
  people: Map<string, Claims>;
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

/** A real identity provider (oidc-provider) with one client, which comes back to `redirectUri`. */
export const startIssuer = async (redirectUri: string): Promise<Issuer> => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const [clientId, clientSecret] = ['webmtg', randomBytes(24).toString('hex')];
  const people = new Map<string, Claims>();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(url, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/login/${interaction.uid}` },
    jwks: { keys: [privateKey.export({ format: 'jwk' })] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
  });
  const answer = provider.callback();
  const server = createServer((request, response) => {
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
    people,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
