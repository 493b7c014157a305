import type { ReactNode } from 'react';
import { cx } from './cx';

export interface CardProps {
  title?: string | undefined;
  description?: ReactNode;
  children?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** 2 or 3: its place in the page's outline. */
  headingLevel?: 2 | 3 | undefined;
  className?: string | undefined;
}

export function Card({
  title,
  description,
  children,
  actions,
  footer,
  headingLevel = 2,
  className,
}: CardProps) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  return (
    <section className={cx('flex flex-col rounded-2xl border border-line bg-surface shadow-low', className)}>
      {title !== undefined && (
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 pt-5 sm:px-6">
          <div className="min-w-0">
            <Heading className="text-base font-semibold">{title}</Heading>
            {description && <div className="text-sm text-ink-soft">{description}</div>}
          </div>
          {actions && <div className="flex shrink-0 gap-2">{actions}</div>}
        </header>
      )}
      <div className="flex-1 p-5 sm:p-6">{children}</div>
      {footer && (
        <footer className="flex flex-wrap items-center justify-end gap-2 rounded-b-2xl border-t border-line bg-sunken/50 px-5 py-3.5 sm:px-6">
          {footer}
        </footer>
      )}
    </section>
  );
}
