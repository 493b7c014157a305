import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Writes .env for docker-compose.yml: the names of this host and secrets that nobody has seen. It runs on the host's
// own Node, whatever that is, and needs no package.
const here = fileURLToPath(new URL('..', import.meta.url));
const [host = '', address = '', folder = here] = process.argv.slice(2);
/** @param {number} bytes */
const secret = (bytes) => randomBytes(bytes).toString('hex');

if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host) || !/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) {
  process.stderr.write(`node deploy/makeEnv.mjs HOST ADDRESS

HOST     the name that people type: meet.example.com
ADDRESS  the IPv4 address at which browsers reach this machine's media ports: its public one
`);
  process.exit(2);
}

const lines = [
  '# Made by deploy/makeEnv.mjs. Keep a copy: without these, what the volumes hold cannot be read.',
  '# .env.example has the settings that can be added.',
  '',
  `WEBMTG_HOST=${host.toLowerCase()}`,
  `WEBMTG_MEDIA_ADDRESS=${address}`,
  '# A folder with fullchain.pem and privkey.pem, for HOST and turn.HOST.',
  'WEBMTG_CERTIFICATES=./certificates',
  '',
  `AUTH_SECRET=${secret(32)}`,
  `WEBMTG_SECRET_KEYS=k1:${randomBytes(32).toString('base64')}`,
  `POSTGRES_PASSWORD=${secret(24)}`,
  `POSTGRES_APP_PASSWORD=${secret(24)}`,
  `REDIS_PASSWORD=${secret(24)}`,
  `LIVEKIT_API_KEY=API${secret(6)}`,
  `LIVEKIT_API_SECRET=${secret(32)}`,
  `S3_ACCESS_KEY=${secret(10)}`,
  `S3_SECRET_KEY=${secret(24)}`,
  `METRICS_TOKEN=${secret(24)}`,
];

const file = path.join(folder, '.env');
// New secrets would lock the owner of the old ones out of their data.
if (existsSync(file)) {
  process.stderr.write(`${file} exists, and is left as it is.\n`);
  process.exit(1);
}
writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx' });
process.stdout.write(
  `Wrote ${file}. Put fullchain.pem and privkey.pem into certificates/, then: docker compose up -d\n`,
);
