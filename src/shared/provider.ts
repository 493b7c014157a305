import { z } from 'zod';
import { line } from './line.ts';

const NAME_MAX = 60;
const TEXT_MAX = 255;
const SECRET_MAX = 1_000;
const ADMIN_VALUES_MAX = 20;

/** What many consoles offer to copy instead of the issuer. */
const DISCOVERY = '/.well-known/openid-configuration';

/** An issuer as OpenID Connect Discovery 1.0 has it: an address without query and fragment. */
const isIssuer = (text: string) => {
  const url = URL.parse(text);
  if (!url || !['https:', 'http:'].includes(url.protocol)) return false;
  return !/[?#]/.test(text) && url.username === '' && !text.includes('/.well-known/');
};

const issuer = z
  .string('required')
  .trim()
  .min(1, 'required')
  .max(TEXT_MAX, 'tooLong')
  .transform((text) => (text.endsWith(DISCOVERY) ? text.slice(0, -DISCOVERY.length) : text))
  .refine(isIssuer, 'issuer');

export const providerInput = z.object({
  name: line(NAME_MAX),
  issuer,
  clientId: line(TEXT_MAX),
  /** Left out: the one that is kept. */
  secret: z.string().trim().max(SECRET_MAX, 'tooLong').optional(),
  /** Where the role is found: a claim's name, or a path of names with dots between them. Empty: nowhere. */
  roleClaim: z.string().trim().max(TEXT_MAX, 'tooLong'),
  adminValues: z.array(line(TEXT_MAX)).max(ADMIN_VALUES_MAX, 'tooLong'),
});

export const switchInput = z.object({ isOn: z.boolean() });

/** A domain as DNS has it: A-labels in lower case, without a dot at the end. Null where the text is none. */
const domainOf = (text: string): string | null => {
  const host = URL.parse(`http://${text.trim().replace(/\.$/, '')}`);
  if (!host || host.href !== `http://${host.hostname}/`) return null;
  // The last label of a name has a letter; that of an address has none.
  const isName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9-]{2,63}$/;
  return host.hostname.length <= 253 && isName.test(host.hostname) ? host.hostname : null;
};

const domain = z.string('required').transform((text, context) => {
  const found = domainOf(text);
  if (found !== null) return found;
  context.addIssue({ code: 'custom', message: text.trim() === '' ? 'required' : 'domain' });
  return z.NEVER;
});

export const domainInput = z.object({ domain });
export const domainIdInput = z.object({ domainId: z.uuid('invalid') });

/** The domain behind the last @ of an address, or null. */
export const domainOfAddress = (address: string) => {
  const at = address.lastIndexOf('@');
  return at < 1 ? null : domainOf(address.slice(at + 1));
};
