import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';
import { findProgram } from './findProgram.ts';
import { makeFolder } from './folders.ts';
import { runTool } from './runTool.ts';
import { StackError } from './StackError.ts';

type Certificate = { file: string; key: string; authority: string };

const day = 24 * 60 * 60 * 1000;
/** Browsers take no certificate that is good for longer (CA/Browser Forum; Apple for any authority's: 825 days). */
const days = 397;

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const authorityRights = [
  '-addext',
  'basicConstraints=critical,CA:TRUE,pathlen:0',
  '-addext',
  'keyUsage=critical,keyCertSign,cRLSign',
];
const altName = (host: string) => `${isIP(host) ? 'IP' : 'DNS'}:${host}`;

// Whether it is there, speaks for all these hosts, and for some weeks more.
function isGood(file: string, hosts: string[], authority: string): boolean {
  if (!existsSync(file)) return false;
  const certificate = new X509Certificate(readFileSync(file));
  return (
    hosts.every((host) => (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host))) &&
    certificate.checkIssued(new X509Certificate(readFileSync(authority))) &&
    certificate.validToDate.getTime() > Date.now() + 30 * day
  );
}

/**
 * A certificate for these hosts from an authority of this data folder's own, both made at need. The authority is made
 * once: devices that trust it go on doing so.
 */
export async function makeCertificate(
  { folder, hosts }: { folder: string; hosts: string[] },
  signal: AbortSignal,
): Promise<Certificate> {
  const openssl = findProgram('openssl');
  if (!openssl)
    throw new StackError(
      'openssl is missing on this machine. Install it:\n  sudo apt-get install -y openssl',
    );
  const home = makeFolder(folder, 'certificates');
  const at = (name: string) => path.join(home, name);
  const run = async (args: string[]) => {
    // Keys are born readable by their owner alone.
    const file = '/bin/sh';
    const line = ['-c', 'umask 077; exec "$@"', 'sh', openssl, ...args];
    await runTool({ title: 'openssl', file, args: line, env: process.env, log: at('openssl.log') }, signal);
  };
  const authority = { file: at('ca.pem'), key: at('ca-key.pem') };
  const server = { file: at('server.pem'), key: at('server-key.pem') };

  if (!existsSync(authority.file)) {
    const subject = `/O=WebMTG/CN=WebMTG of ${hostname().replaceAll(/[^\w.-]/g, '-')}`;
    const made = ['-keyout', authority.key, '-out', at('new-ca.pem')];
    await run(['req', '-x509', ...curve, '-days', '3650', '-subj', subject, ...authorityRights, ...made]);
    renameSync(at('new-ca.pem'), authority.file);
  }
  if (!isGood(server.file, hosts, authority.file)) {
    writeFileSync(
      at('extensions'),
      [
        `subjectAltName=${hosts.map(altName).join(',')}`,
        'basicConstraints=critical,CA:FALSE',
        'keyUsage=critical,digitalSignature',
        'extendedKeyUsage=serverAuth',
      ].join('\n'),
    );
    const request = ['-keyout', server.key, '-out', at('request.pem')];
    await run(['req', '-new', ...curve, '-subj', '/CN=WebMTG', ...request]);
    const by = ['-CA', authority.file, '-CAkey', authority.key, '-CAcreateserial', '-days', String(days)];
    const files = ['-in', at('request.pem'), '-extfile', at('extensions'), '-out', server.file];
    await run(['x509', '-req', ...by, ...files]);
  }
  return { ...server, authority: authority.file };
}
