import { PHASE_PRODUCTION_BUILD } from 'next/constants.js';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin({ requestConfig: './src/server/locale.ts' });

/** What every response carries; a page's Content-Security-Policy comes from src/proxy.ts, with its nonce. */
const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': [
    ...[
      'camera',
      'microphone',
      'display-capture',
      'speaker-selection',
      'fullscreen',
      'screen-wake-lock',
      'autoplay',
    ].map((feature) => `${feature}=(self)`),
    ...['geolocation', 'payment', 'usb', 'midi'].map((feature) => `${feature}=()`),
  ].join(', '),
};

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  outputFileTracingRoot: import.meta.dirname,
  reactStrictMode: true,
  // `npm run check` is the gate for types; a host that builds need not wait for it, nor have the tests compile.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@node-rs/argon2',
    'pino',
    'ioredis',
    'pg',
    'nodemailer',
    'uploadthing',
    'file-type',
    'sharp',
  ],
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })),
    },
    // The address of a shared recording is its secret.
    { source: '/s/:path*', headers: [{ key: 'Referrer-Policy', value: 'no-referrer' }] },
  ],
};

/** @param {string} phase */
const configFor = (phase) =>
  withNextIntl({
    ...config,
    // What a container takes: the app with the few packages that it needs, at .next/standalone (Dockerfile). Only the
    // build is told: a server that starts from the checkout would warn of it.
    ...(phase === PHASE_PRODUCTION_BUILD ? { output: 'standalone' } : {}),
  });

export default configFor;
