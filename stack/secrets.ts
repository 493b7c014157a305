import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Secrets = {
  postgresPassword: string;
  postgresAppPassword: string;
  redisPassword: string;
  livekitApiKey: string;
  livekitApiSecret: string;
  s3AccessKey: string;
  s3SecretKey: string;
  authSecret: string;
  /** As WEBMTG_SECRET_KEYS: ids and keys, separated by commas. */
  secretKeys: string;
};

const secret = (bytes: number) => randomBytes(bytes).toString('hex');

function newSecrets(): Secrets {
  return {
    postgresPassword: secret(24),
    postgresAppPassword: secret(24),
    redisPassword: secret(24),
    livekitApiKey: `API${secret(6)}`,
    livekitApiSecret: secret(32),
    s3AccessKey: secret(10),
    s3SecretKey: secret(24),
    authSecret: secret(32),
    secretKeys: `k1:${randomBytes(32).toString('base64')}`,
  };
}

/** Keys that the host chose; each wins over the generated one. */
function givenSecrets(environment: NodeJS.ProcessEnv): Partial<Secrets> {
  const given = {
    livekitApiKey: environment.LIVEKIT_API_KEY,
    livekitApiSecret: environment.LIVEKIT_API_SECRET,
    s3AccessKey: environment.S3_ACCESS_KEY,
    s3SecretKey: environment.S3_SECRET_KEY,
    authSecret: environment.AUTH_SECRET,
    secretKeys: environment.WEBMTG_SECRET_KEYS,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}

/** The secrets of a data folder, made on the first start; those added by a later version are made then. */
export function readSecrets(folder: string, environment: NodeJS.ProcessEnv): Secrets {
  const file = path.join(folder, 'secrets.json');
  const stored = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secrets = { ...newSecrets(), ...stored };
  if (Object.keys(stored).length !== Object.keys(secrets).length) {
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  chmodSync(file, 0o600);
  return { ...secrets, ...givenSecrets(environment) };
}
