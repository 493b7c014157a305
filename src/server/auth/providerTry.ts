import 'server-only';
import { ClientError, type ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import { redis } from '../redis';
import type { ProviderHome, Recognised } from './providerPerson';
import { recognise, roleIn } from './providerPerson';
import type { Claims } from './providerFlow';

/** Seconds that what came back is shown. */
const TRY_TTL = 3600;
const CLAIMS_MAX = 40;
const TEXT_MAX = 300;

/** What came of an owner's try of the settings. */
export type Tried = { at: string } & (
  | { isGood: false; reason: string }
  | {
      isGood: true;
      /** What the provider says of the one who tried, as text. */
      claims: { name: string; value: string }[];
      role: 'admin' | 'member' | null;
      person: Pick<Recognised, 'kind' | 'email'> & { reason: 'NoEmail' | 'EmailDomain' | null };
    }
);

const tryKey = (providerId: string) => `provider-try:${providerId}`;

const keep = async (providerId: string, tried: Tried) => {
  await redis().set(tryKey(providerId), JSON.stringify(tried), 'EX', TRY_TTL);
};

/** What came of the last try, for an hour; or null. */
export const readTried = async (providerId: string): Promise<Tried | null> => {
  const found = await redis().get(tryKey(providerId));
  return found === null ? null : (JSON.parse(found) as Tried);
};

/** Forgets the last try: other settings are on trial. */
export const forgetTried = async (providerId: string) => {
  await redis().del(tryKey(providerId));
};

const cut = (text: string) => (text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text);

const asText = (value: unknown) => cut(typeof value === 'string' ? value : JSON.stringify(value));

/** What the provider itself said was wrong, in its answer or in that answer's header. */
const saidIn = (error: Error) => {
  const source = error instanceof WWWAuthenticateChallengeError ? error.cause[0]?.parameters : error;
  const { error: code, error_description: text } = (source ?? {}) as Partial<ResponseBodyError>;
  return [code, text].filter((part) => typeof part === 'string').join(': ');
};

/** The words of an error and of those behind it, as those who set a provider up need them. */
export const reasonOf = (error: unknown): string => {
  const words: string[] = [];
  for (let step = error, depth = 0; step instanceof Error && depth < 4; step = step.cause, depth++) {
    const said = saidIn(step);
    words.push(said ? `${step.message} (${said})` : step.message);
    // Beyond it comes the whole answer.
    if (step instanceof ClientError && !(step.cause instanceof Error)) break;
  }
  return cut([...new Set(words)].join(' – ') || 'unknown');
};

/** Keeps why a try went wrong. */
export const keepFailure = async (providerId: string, error: unknown) => {
  await keep(providerId, { at: new Date().toISOString(), isGood: false, reason: reasonOf(error) });
};

/** Keeps what a try brought back: the claims, and whom they would let in as what. Changes nobody. */
export const keepSuccess = async (claims: Claims, home: ProviderHome) => {
  const person = await recognise(claims, home);
  await keep(home.provider.id, {
    at: new Date().toISOString(),
    isGood: true,
    claims: Object.entries(claims)
      .slice(0, CLAIMS_MAX)
      .map(([name, value]) => ({ name: cut(name), value: asText(value) })),
    role: roleIn(claims, home.provider),
    person: {
      kind: person.kind,
      email: person.email,
      reason: person.kind === 'refused' ? person.reason : null,
    },
  });
};
