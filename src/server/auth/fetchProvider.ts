import 'server-only';
import { lookup } from 'node:dns';
import { once } from 'node:events';
import { request as requestPlainly, type IncomingMessage } from 'node:http';
import { request as requestByTls } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { FetchBody } from 'openid-client';
import { env } from '../env';

/** Bytes that a provider's answer may have: its keys and its metadata are a few thousand. */
const MAX_BYTES = 1_000_000;
/** Milliseconds for one question to a provider. */
export const PROVIDER_TIMEOUT = 10_000;

/** Where no provider of the internet is: the host itself, its neighbours, and what clouds keep at such addresses. */
const closed = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  // An IPv4 address in IPv6's clothes.
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(net, bits, 'ipv6');

const isClosed = (address: string) => closed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Looks a name up and refuses inner addresses: at the connection itself, so that a second answer can't differ. */
const lookupOutside: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const first = addresses?.[0];
    if (error || !first) return callback(error ?? new Error(`${hostname} has no address`), '');
    if (addresses.some(({ address }) => isClosed(address)))
      return callback(new Error(`${hostname} is at an inner address`), '');
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

const prove = (url: URL, mayBeInside: boolean) => {
  if (mayBeInside) return;
  if (url.protocol !== 'https:') throw new Error('Providers are asked by https alone');
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  if (isIP(host) && isClosed(host)) throw new Error(`${host} is an inner address`);
};

const readBody = async (response: IncomingMessage) => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new Error('The provider answers with more than it may');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Statuses that have no body (Fetch standard, 2.2.3). */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

export interface ProviderRequest {
  method?: string | undefined;
  headers?: HeadersInit | undefined;
  body?: FetchBody;
  signal?: AbortSignal | null | undefined;
}

/**
 * `fetch` for addresses that a tenant has typed: by https and outside of this deployment's own network, unless its
 * host allows others; never on to where an answer redirects; in bounded time and size. Throws where it doesn't.
 */
export const fetchProvider = async (
  address: string | URL,
  { method = 'GET', headers, body, signal }: ProviderRequest = {},
  mayBeInside = env().WEBMTG_PRIVATE_PROVIDERS,
): Promise<Response> => {
  const url = new URL(address);
  const content = await new Response((body ?? null) as BodyInit | null).bytes();
  prove(url, mayBeInside);
  const begin = url.protocol === 'https:' ? requestByTls : requestPlainly;
  const timeout = AbortSignal.timeout(PROVIDER_TIMEOUT);
  const request = begin(url, {
    method,
    headers: Object.fromEntries(new Headers(headers)),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    // No connection outlives its question, so none that was opened under another rule is used again.
    agent: false,
    ...(mayBeInside ? {} : { lookup: lookupOutside }),
  });
  request.end(content);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const received = await readBody(response);
  const status = response.statusCode ?? 502;
  const fields = Object.entries(response.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new Response(BODILESS.has(status) ? null : received, { status, headers: fields });
};
