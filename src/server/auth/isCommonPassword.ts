import 'server-only';
import { dictionary } from '@zxcvbn-ts/language-common';

/** A unit this short is no secret, however often it is repeated. */
const SHORTEST_UNIT = 4;

let known: ReadonlySet<string> | undefined;
const commonPasswords = () =>
  (known ??= new Set(dictionary['passwords-common'].map((word) => word.toLowerCase())));

const squash = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The shortest beginning that `text` is a repetition of, the last one perhaps cut short. */
const unitOf = (text: string) => {
  for (let length = 1; length <= text.length / 1.5; length++)
    if (text.slice(length) === text.slice(0, -length)) return text.slice(0, length);
  return text;
};

const isRun = (text: string) => {
  const steps = Array.from(text.slice(1), (char, index) => char.charCodeAt(0) - text.charCodeAt(index));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
};

/**
 * Whether a password is one that guessers try first (NIST SP 800-63B-4, 3.1.1.2): a common one, a run, the
 * person's own words, or any of these over and over.
 */
export const isCommonPassword = (password: string, ownWords: readonly string[]) => {
  const expected = new Set([...ownWords, 'webmtg'].map(squash).filter((word) => word !== ''));
  return [password.toLowerCase(), squash(password)].some((text) => {
    const unit = unitOf(text);
    const isRepeated = unit !== text;
    if (isRepeated && unit.length <= SHORTEST_UNIT) return true;
    return [text, unit].some((word) => commonPasswords().has(word) || expected.has(word) || isRun(word));
  });
};
