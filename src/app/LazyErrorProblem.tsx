'use client';

import { lazy, Suspense } from 'react';
import type { ErrorProblemProps } from './ErrorProblem';

// Every page carries its error boundary, and hardly any shows what stands in it. Where it can't be had either, the
// server is out of reach, and the browser's own reload is what is left.
const ErrorProblem = lazy(async () => {
  try {
    return { default: (await import('./ErrorProblem')).ErrorProblem };
  } catch {
    return { default: () => null };
  }
});

/** What an error boundary shows, fetched when something went wrong. */
export function LazyErrorProblem(props: ErrorProblemProps) {
  return (
    <Suspense>
      <ErrorProblem {...props} />
    </Suspense>
  );
}
