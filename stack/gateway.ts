import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import path from 'node:path';
import { aptInstall } from './aptInstall.ts';
import { makeCertificate } from './certificate.ts';
import { publicUrl } from './environment.ts';
import { findProgram } from './findProgram.ts';
import { makeFolder, shown } from './folders.ts';
import { fillGateway, gatewayDefaults, upstreamServers } from './gatewayConfig.ts';
import { networkAddress } from './livekit.ts';
import type { Part, Setting } from './Part.ts';
import { StackError } from './StackError.ts';

/** The nginx of this machine, installed at need. */
export async function findNginx({ folder, signal }: Pick<Setting, 'folder' | 'signal'>): Promise<string> {
  const present = findProgram('nginx');
  if (present) return present;
  const log = path.join(makeFolder(folder, 'log'), 'nginx-install.log');
  await aptInstall({ what: 'nginx', packages: ['nginx', 'openssl'], log }, signal);
  // The package starts a server of its own, on ports 80 and 443, that nobody asked for.
  spawnSync('service', ['nginx', 'stop'], { stdio: 'ignore' });
  const installed = findProgram('nginx');
  if (!installed) throw new StackError('nginx was installed, but is not to be found in PATH.');
  return installed;
}

/** The account that nginx gives its workers, where it is started by root. */
export const workersUser = (): string => (process.getuid?.() === 0 ? 'user www-data;' : '');

type Hosts = { host: string; others: string[]; tenants: string[] };

/** The host that people type, the other names of this machine, which lead to it, and those of tenants' own. */
function hostsOf(setting: Setting): Hosts {
  const host = new URL(publicUrl(setting)).hostname;
  const isOpen = setting.outerHost === '0.0.0.0';
  const known = ['localhost', '127.0.0.1', setting.publicHost, ...(isOpen ? [networkAddress()] : [])];
  const others = new Set(known.filter((name) => name !== undefined && name !== host));
  const tenants = setting.environment.GATEWAY_TENANT_HOSTS?.split(/\s+/).filter(Boolean) ?? [];
  return { host, others: [...others].filter((name) => name !== undefined), tenants };
}

type Pem = { GATEWAY_CERTIFICATE: string; GATEWAY_CERTIFICATE_KEY: string; GATEWAY_CA: string };

/** The host's own certificate, or one that this machine made. */
async function findCertificate(setting: Setting, { host, others, tenants }: Hosts): Promise<Pem> {
  const { GATEWAY_CERTIFICATE, GATEWAY_CERTIFICATE_KEY } = setting.environment;
  if (GATEWAY_CERTIFICATE && GATEWAY_CERTIFICATE_KEY) {
    const missing = [GATEWAY_CERTIFICATE, GATEWAY_CERTIFICATE_KEY].find((file) => !existsSync(file));
    if (missing)
      throw new StackError(`${missing}, which GATEWAY_CERTIFICATE or its key names, is not there.`);
    return { GATEWAY_CERTIFICATE, GATEWAY_CERTIFICATE_KEY, GATEWAY_CA: '' };
  }
  if (GATEWAY_CERTIFICATE || GATEWAY_CERTIFICATE_KEY)
    throw new StackError(
      'GATEWAY_CERTIFICATE and GATEWAY_CERTIFICATE_KEY belong together: set both or neither.',
    );
  const hosts = [host, ...others, ...tenants];
  const made = await makeCertificate({ folder: setting.folder, hosts }, setting.signal);
  const authority = readFileSync(made.authority, 'utf8');
  return { GATEWAY_CERTIFICATE: made.file, GATEWAY_CERTIFICATE_KEY: made.key, GATEWAY_CA: authority };
}

/** What to do so that browsers believe the gateway; nothing where the host has a certificate of their own. */
export function certificateAdvice({ environment, folder, ports, publicHost }: Setting): string {
  if (environment.GATEWAY_CERTIFICATE) return '';
  const file = path.join(folder, 'certificates', 'ca.pem');
  return (
    `The certificate comes from an authority of this machine: ${shown(file)}\n` +
    'Browsers and phones that are to believe it take in that file (gateway/README.md says how), which is also at\n' +
    `http://${publicHost}:${environment.GATEWAY_HTTP_PORT ?? ports.gatewayHttp}/ca.pem. Its fingerprint, to compare what has arrived there (SHA-256):\n` +
    new X509Certificate(readFileSync(file)).fingerprint256
  );
}

function isServing(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // Whether it serves, not whether its certificate is believed: that is the browsers' question.
    const options = { host, port, path: '/healthz', rejectUnauthorized: false, timeout: 2000 };
    get(options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).once('error', reject);
  });
}

/** nginx before the web servers and LiveKit's signalling. */
export async function gatewayPart(setting: Setting): Promise<Part> {
  const { folder, ports, outerHost, environment, signal } = setting;
  const file = await findNginx({ folder, signal });
  const hosts = hostsOf(setting);
  const { origin, host: authority } = new URL(publicUrl(setting));
  const home = makeFolder(folder, 'gateway');
  const isTrusted = Boolean(environment.GATEWAY_CERTIFICATE);
  const values = {
    ...gatewayDefaults(),
    // Without a certificate that others believe, it would shut the host's other programs on this name out of browsers.
    GATEWAY_HSTS: isTrusted ? 'max-age=63072000' : '',
    GATEWAY_HTTP_PORT: String(ports.gatewayHttp),
    ...environment,
    ...(await findCertificate(setting, hosts)),
    GATEWAY_USER: workersUser(),
    GATEWAY_FOLDER: home,
    GATEWAY_LOG: '/dev/stdout',
    GATEWAY_ADDRESS: outerHost,
    GATEWAY_HTTPS_PORT: String(ports.web),
    GATEWAY_INNER: `127.0.0.1:${ports.gatewayInner}`,
    GATEWAY_HOST: hosts.host,
    GATEWAY_OTHER_HOSTS: hosts.others.join(' '),
    GATEWAY_AUTHORITY: authority,
    GATEWAY_ORIGIN: origin,
    GATEWAY_RESOLVER: '',
    GATEWAY_WEB: upstreamServers(ports.instances),
    GATEWAY_LIVEKIT: upstreamServers(ports.nodes.map(({ livekit }) => livekit)),
  };
  const config = path.join(folder, 'nginx.conf');
  writeFileSync(config, fillGateway(values), { mode: 0o600 });
  return {
    name: 'gateway',
    file,
    args: ['-p', home, '-e', 'stderr', '-c', config],
    isReady: () => isServing(ports.web, outerHost === '0.0.0.0' ? '127.0.0.1' : outerHost),
    readyWithinSeconds: 15,
    stopSignal: 'SIGTERM',
    stopWithinSeconds: 5,
  };
}
