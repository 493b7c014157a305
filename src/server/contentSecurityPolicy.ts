import { env, isSecure } from './env';

const webSocketOrigin = (url: string) => new URL(url).origin.replace(/^http/, 'ws');

/** LiveKit is asked over both protocols at one address. */
const bothOrigins = (url: string) => {
  const { host, protocol } = new URL(url);
  const isTls = protocol === 'wss:' || protocol === 'https:';
  return [`${isTls ? 'wss' : 'ws'}://${host}`, `${isTls ? 'https' : 'http'}://${host}`];
};

/**
 * The policy of one page (CSP level 3): scripts by nonce alone, connections to ourselves and to LiveKit. A recorder
 * comes from within: it may reach both by inner addresses, which have no TLS.
 */
export const contentSecurityPolicy = (nonce: string, isForRecorder: boolean) => {
  const isDevelopment = env().NODE_ENV === 'development';
  const media = [env().LIVEKIT_PUBLIC_URL, ...(isForRecorder ? [env().LIVEKIT_URL] : [])].flatMap(
    bothOrigins,
  );
  const directives = {
    'default-src': ["'self'"],
    'script-src': [`'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", ...(isDevelopment ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`])],
    'img-src': ["'self'", 'blob:', 'data:'],
    'media-src': ["'self'", 'blob:', 'mediastream:'],
    'connect-src': [
      "'self'",
      ...new Set(media),
      ...(isDevelopment ? [webSocketOrigin(env().WEBMTG_URL)] : []),
    ],
    'worker-src': ["'self'", 'blob:'],
    // A PDF of ours opens in its place.
    'frame-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(isSecure() && !isForRecorder ? { 'upgrade-insecure-requests': [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
};
