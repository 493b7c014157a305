import type { ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded-sm border border-current/25 px-1 font-sans text-xs leading-4.5 tabular-nums opacity-80">
      {children}
    </kbd>
  );
}
