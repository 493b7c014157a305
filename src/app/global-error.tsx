'use client';

import './globals.css';
import { LazyErrorProblem } from './LazyErrorProblem';
import { languageOfBrowser } from './languageOfBrowser';

/** Takes the root layout's place where that itself failed. */
export default function GlobalErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang={languageOfBrowser()} suppressHydrationWarning>
      <body className="min-h-dvh bg-canvas font-sans text-ink antialiased">
        <title>WebMTG</title>
        <LazyErrorProblem error={error} retry={retry} />
      </body>
    </html>
  );
}
