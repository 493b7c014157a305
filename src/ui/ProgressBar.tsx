import { cx } from './cx';

export interface ProgressBarProps {
  /** Its name for screen readers. */
  label: string;
  /** From 0 to 1. */
  value: number;
  /** What it says beside the number. */
  text?: string | undefined;
  className?: string | undefined;
}

/** How far something is. Drawn as SVG: its width is an attribute, for style attributes are what a page's policy forbids. */
export function ProgressBar({ label, value, text, className }: ProgressBarProps) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <svg
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
      className={cx('block h-1.5 w-full overflow-hidden rounded-full bg-sunken', className)}
    >
      <rect width={`${percent}%`} height="100%" className="fill-accent" />
    </svg>
  );
}
