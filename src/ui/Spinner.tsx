import { cx } from './cx';

export interface SpinnerProps {
  /** Read out by screen readers; leave out where the text beside it says the same. */
  label?: string | undefined;
  className?: string | undefined;
}

export function Spinner({ label, className }: SpinnerProps) {
  return (
    <span
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'status', 'aria-label': label })}
      className={cx('inline-flex size-5', className)}
    >
      <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className="size-full animate-turn">
        <circle cx="12" cy="12" r="9.5" stroke="currentColor" strokeWidth="2.5" opacity=".2" />
        <path
          d="M21.5 12A9.5 9.5 0 0 0 12 2.5"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
        />
      </svg>
    </span>
  );
}
