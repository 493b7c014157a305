'use client';

import { useEffect, useState } from 'react';
import { buttonClass } from '@/ui/buttonClass';
import { LinkButton } from '@/ui/LinkButton';
import { languageOfBrowser } from './languageOfBrowser';
import { Problem } from './Problem';

const wordsIn = {
  en: async () => (await import('../../messages/en.json')).default.problem,
  ja: async () => (await import('../../messages/ja.json')).default.problem,
};
type Words = Awaited<ReturnType<(typeof wordsIn)['en']>>;

const digestOf = (error: unknown) =>
  error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null;

/**
 * What an error boundary shows. It stands outside every provider, one of which may be what broke, so it fetches
 * its words itself; no page carries them before something went wrong.
 */
export function ErrorProblem({ error, retry }: { error: unknown; retry: () => void }) {
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    // Where even this fails the server is out of reach, and the browser's own reload is what is left.
    void wordsIn[languageOfBrowser()]().then(setWords, () => undefined);
  }, []);
  if (!words) return null;
  const digest = digestOf(error);
  return (
    <Problem
      title={words.errorTitle}
      text={words.errorText}
      footnote={digest === null ? undefined : words.reference.replace('{digest}', digest)}
    >
      <button type="button" onClick={retry} className={buttonClass({ variant: 'primary' })}>
        {words.retry}
      </button>
      <LinkButton href="/">{words.home}</LinkButton>
    </Problem>
  );
}
