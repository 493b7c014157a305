'use client';

import { LazyErrorProblem } from './LazyErrorProblem';

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <LazyErrorProblem error={error} retry={retry} />;
}
