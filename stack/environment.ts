import path from 'node:path';
import { makeFolder, root } from './folders.ts';
import type { Setting } from './Part.ts';
import { hasGateway } from './ports.ts';
import { appDatabaseUrl, databaseUrl } from './postgres.ts';
import { redisUrl } from './redis.ts';

/** What a host may set, in .env or outside. A stack for tests starts without any of it. */
const hostVariables =
  /^(WEBMTG_URL|WEBMTG_OPERATORS|WEBMTG_SECRET_KEYS|WEBMTG_DNS|WEBMTG_PRIVATE_PROVIDERS|WEBMTG_DRAIN_SECONDS|AUTH_SECRET|LIVEKIT_|S3_|MAIL_|SMTP_|GOOGLE_|GITHUB_CLIENT|ENTRA_|OIDC_|LOG_LEVEL|TRUST_PROXY|METRICS_TOKEN|GATEWAY_|RECORDER_)/;

/** The environment that a stack grows from: the programs of node_modules first in PATH, so `node` is Node 24. */
export function baseEnvironment(isThrowAway: boolean): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !isThrowAway || !hostVariables.test(name));
  const bin = path.join(root, 'node_modules', '.bin');
  const { NODE_ENV } = process.env;
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV,
    PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
  };
}

/** What tests and benches are told beside that: they prepare what the app itself must not do. */
export function testEnvironment(setting: Setting): NodeJS.ProcessEnv {
  return { ...webEnvironment(setting), DATABASE_ADMIN_URL: databaseUrl(setting) };
}

/** The address that people type. */
export function publicUrl({ environment, ports, publicHost }: Setting): string {
  const scheme = hasGateway(ports) ? 'https' : 'http';
  return environment.WEBMTG_URL ?? `${scheme}://${publicHost}:${ports.web}`;
}

/** Where this machine's own parts reach the app, whichever instance is up. */
export function innerUrl({ ports, ownHost }: Setting): string {
  return `http://${ownHost}:${hasGateway(ports) ? ports.gatewayInner : ports.web}`;
}

function livekitUrl(setting: Setting): string {
  const { ports, publicHost, environment } = setting;
  if (environment.LIVEKIT_PUBLIC_URL) return environment.LIVEKIT_PUBLIC_URL;
  if (!hasGateway(ports)) return `ws://${publicHost}:${ports.livekit}`;
  return `${new URL(publicUrl(setting)).origin.replace(/^http/, 'ws')}/livekit`;
}

/** Where the app and the recorder reach LiveKit: of several nodes, whichever is up. */
function livekitApi(setting: Setting): string {
  const { ports, ownHost } = setting;
  return ports.nodes.length > 1 ? innerUrl(setting) : `http://${ownHost}:${ports.livekit}`;
}

/** All that the web server is told; src/server/env.ts reads it. */
export function webEnvironment(setting: Setting): NodeJS.ProcessEnv {
  const { ports, secrets, host, folder, isDevelopment } = setting;
  const base = setting.environment;
  return {
    ...base,
    NODE_ENV: isDevelopment ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(ports.web),
    HOST: host,
    WEBMTG_DATA: folder,
    WEBMTG_URL: publicUrl(setting),
    ...(hasGateway(ports) ? { TRUST_PROXY: '1' } : {}),
    AUTH_SECRET: secrets.authSecret,
    WEBMTG_SECRET_KEYS: secrets.secretKeys,
    ...(setting.isThrowAway ? { WEBMTG_PRIVATE_PROVIDERS: '1' } : {}),
    DATABASE_URL: appDatabaseUrl(setting),
    REDIS_URL: redisUrl(setting),
    LIVEKIT_URL: livekitApi(setting),
    LIVEKIT_PUBLIC_URL: livekitUrl(setting),
    LIVEKIT_API_KEY: secrets.livekitApiKey,
    LIVEKIT_API_SECRET: secrets.livekitApiSecret,
    RECORDING_PAGE_URL: `${innerUrl(setting)}/recording`,
    S3_ENDPOINT: `http://127.0.0.1:${ports.versitygw}`,
    S3_REGION: 'us-east-1',
    S3_BUCKET: 'webmtg',
    S3_ACCESS_KEY: secrets.s3AccessKey,
    S3_SECRET_KEY: secrets.s3SecretKey,
    MAIL_DIR: base.MAIL_DIR ?? makeFolder(folder, 'mail'),
  };
}
