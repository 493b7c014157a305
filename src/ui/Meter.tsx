import { cx } from './cx';

export interface MeterProps {
  label: string;
  /** 0 to 1. */
  value: number;
  tone?: 'accent' | 'success' | 'warn' | 'danger' | undefined;
  className?: string | undefined;
}

const tones = { accent: 'fill-accent', success: 'fill-success', warn: 'fill-warn', danger: 'fill-danger' };

/** A bar that fills. Drawn as SVG: its width is an attribute, and style attributes are what the CSP forbids. */
export function Meter({ label, value, tone = 'accent', className }: MeterProps) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <svg
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cx('block h-1.5 w-full overflow-hidden rounded-full bg-line', className)}
    >
      <rect
        width={`${percent}%`}
        height="100%"
        rx="3"
        className={cx('transition-[width] duration-100 ease-out', tones[tone])}
      />
    </svg>
  );
}
