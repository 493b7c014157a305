import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '@/ui/Logo';

export interface AuthCardProps {
  title: string;
  /** Whose page it is, over the title. */
  brand?: ReactNode;
  intro?: ReactNode;
  children?: ReactNode;
  /** Where else one may want to go, under the card. */
  footer?: ReactNode;
  /** The switches for language and look, which the page brings. */
  controls?: ReactNode;
}

/** The calm page around one form: nothing else asks for attention. */
export function AuthCard({ title, brand, intro, children, footer, controls }: AuthCardProps) {
  return (
    <div className="flex min-h-dvh flex-col px-4 py-5 sm:px-8">
      <header className="flex items-center justify-between gap-4">
        <Link href="/" className="rounded-lg">
          <Logo />
        </Link>
        {controls}
      </header>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center py-10">
        <section className="rounded-2xl border border-line bg-surface px-5 py-7 shadow-mid sm:px-9 sm:py-9">
          {brand}
          <h1 className="text-xl font-semibold text-balance">{title}</h1>
          {intro && <p className="mt-2 text-sm text-ink-soft">{intro}</p>}
          <div className="mt-6 flex flex-col gap-5">{children}</div>
        </section>
        {footer && <p className="mt-6 text-center text-sm text-ink-soft">{footer}</p>}
      </main>
    </div>
  );
}
