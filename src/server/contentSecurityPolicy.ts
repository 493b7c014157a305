import { env, isSecure } from './env';

const webSocketOrigin = (url: string) => new URL(url).origin.replace(/^http/, 'ws');

/** The policy of one page (CSP level 3): scripts by nonce alone, connections to ourselves and to LiveKit. */
export const contentSecurityPolicy = (nonce: string) => {
  const isDevelopment = env().NODE_ENV === 'development';
  const livekit = new URL(env().LIVEKIT_PUBLIC_URL);
  const media = [
    `${livekit.protocol}//${livekit.host}`,
    `${livekit.protocol.replace('ws', 'http')}//${livekit.host}`,
  ];
  const directives = {
    'default-src': ["'self'"],
    'script-src': [`'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", ...(isDevelopment ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`])],
    'img-src': ["'self'", 'blob:', 'data:'],
    'media-src': ["'self'", 'blob:', 'mediastream:'],
    'connect-src': ["'self'", ...media, ...(isDevelopment ? [webSocketOrigin(env().WEBMTG_URL)] : [])],
    'worker-src': ["'self'", 'blob:'],
    // A PDF of ours opens in its place.
    'frame-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(isSecure() ? { 'upgrade-insecure-requests': [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
};
