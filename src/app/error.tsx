'use client';

import { ErrorProblem } from './ErrorProblem';

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorProblem error={error} retry={retry} />;
}
