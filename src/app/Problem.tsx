import type { ReactNode } from 'react';
import { Logo } from '@/ui/Logo';

export interface ProblemProps {
  title: string;
  text: string;
  /** What can be done about it. */
  children: ReactNode;
  footnote?: string | undefined;
}

/** A page that only says what is wrong. */
export function Problem({ title, text, children, footnote }: ProblemProps) {
  return (
    <main className="page flex min-h-dvh flex-col py-5">
      <Logo />
      <div className="manuscript flex flex-1 flex-col items-center justify-center gap-4 py-16 text-center">
        <h1 className="max-w-xl text-2xl font-semibold">{title}</h1>
        <p className="max-w-md text-balance text-ink-soft">{text}</p>
        <div className="flex flex-wrap justify-center gap-3 pt-3">{children}</div>
        {footnote !== undefined && <p className="pt-4 text-sm text-ink-faint">{footnote}</p>}
      </div>
    </main>
  );
}
