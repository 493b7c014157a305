import type { ReactNode } from 'react';

export interface TeamSectionProps {
  title: string;
  /** At the end of the title's line. */
  action?: ReactNode;
  /** List items. */
  children: ReactNode;
}

/** A list within the card of a room's people, under its name. */
export function TeamSection({ title, action, children }: TeamSectionProps) {
  return (
    <section className="border-t border-line pt-4 first:border-0 first:pt-0">
      <div className="mb-1 flex min-h-8 flex-wrap items-center justify-between gap-3">
        <h3 className="text-sm font-semibold text-ink-soft">{title}</h3>
        {action}
      </div>
      <ul aria-label={title} className="divide-y divide-line-faint">
        {children}
      </ul>
    </section>
  );
}
