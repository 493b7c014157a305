import type { ReactNode } from 'react';
import { cx } from './cx';

type BadgeTone = 'neutral' | 'accent' | 'success' | 'warn' | 'danger';

export interface BadgeProps {
  children: ReactNode;
  tone?: BadgeTone | undefined;
  /** A dot before the text that breathes: something is going on right now. */
  isLive?: boolean | undefined;
  className?: string | undefined;
}

const tones: Record<BadgeTone, string> = {
  neutral: 'bg-sunken text-ink-soft inset-ring inset-ring-line',
  accent: 'bg-accent-soft text-accent',
  success: 'bg-success-soft text-success',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger-ink',
};

export function Badge({ children, tone = 'neutral', isLive, className }: BadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 rounded-md px-2 py-0.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {isLive && <span aria-hidden="true" className="size-1.5 animate-breathe rounded-full bg-current" />}
      {children}
    </span>
  );
}
