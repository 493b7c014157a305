'use client';

import { useEffect, useState } from 'react';
import { buttonClass } from '@/ui/buttonClass';
import { LinkButton } from '@/ui/LinkButton';
import { Spinner } from '@/ui/Spinner';
import { languageOfBrowser } from './languageOfBrowser';
import { Problem } from './Problem';

const wordsIn = {
  en: async () => (await import('../../messages/en.json')).default,
  ja: async () => (await import('../../messages/ja.json')).default,
};
type Words = Awaited<ReturnType<(typeof wordsIn)['en']>>;

const digestOf = (error: unknown) =>
  error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null;

export interface ErrorProblemProps {
  error: unknown;
  retry: () => void;
}

/** Milliseconds between two attempts; scattered, since many pages wait for the same part. */
const pause = () => 1_500 + Math.random() * 1_500;

/**
 * What an error boundary shows. It stands outside every provider, one of which may be what broke, so it fetches
 * its words itself. What passes by itself is waited for.
 */
export function ErrorProblem({ error, retry }: ErrorProblemProps) {
  const [words, setWords] = useState<Words | null>(null);
  const digest = digestOf(error);
  const isPassing = digest?.endsWith('UNAVAILABLE') ?? false;
  useEffect(() => {
    // Where even this fails the server is out of reach, and the browser's own reload is what is left.
    void wordsIn[languageOfBrowser()]().then(setWords, () => undefined);
  }, []);
  useEffect(() => {
    if (!isPassing) return;
    const timer = setInterval(retry, pause());
    return () => clearInterval(timer);
  }, [isPassing, retry]);
  if (!words) return null;
  const { problem, errors } = words;
  if (digest !== null && isPassing)
    return (
      <Problem
        title={problem.awayTitle}
        text={digest in errors ? errors[digest as keyof typeof errors] : errors.UNAVAILABLE}
      >
        <p role="status" className="flex items-center gap-2 text-sm text-ink-soft">
          <Spinner className="size-4" />
          {errors.TRYING_AGAIN}
        </p>
      </Problem>
    );
  return (
    <Problem
      title={problem.errorTitle}
      text={problem.errorText}
      footnote={digest === null ? undefined : problem.reference.replace('{digest}', digest)}
    >
      <button type="button" onClick={retry} className={buttonClass({ variant: 'primary' })}>
        {problem.retry}
      </button>
      <LinkButton href="/">{problem.home}</LinkButton>
    </Problem>
  );
}
