import { cx } from './cx';

export interface LogoProps {
  /** The mark alone, without the name. */
  isMarkOnly?: boolean | undefined;
  className?: string | undefined;
}

/** Wachigai, two linked rings: the family crest that stands for people who meet. */
export function Logo({ isMarkOnly, className }: LogoProps) {
  return (
    <span className={cx('inline-flex items-center gap-2.5 text-ink', className)}>
      <svg
        viewBox="0 0 32 24"
        fill="none"
        className="h-6 w-8 shrink-0"
        {...(isMarkOnly ? { role: 'img', 'aria-label': 'WebMTG' } : { 'aria-hidden': true })}
      >
        <path d="M16 4.87a9.5 9.5 0 0 1 0 14.26 9.5 9.5 0 0 1 0-14.26Z" className="fill-danger" />
        <circle cx="11" cy="12" r="9.25" strokeWidth="2.5" className="stroke-accent" />
        <circle cx="21" cy="12" r="9.25" strokeWidth="2.5" className="stroke-accent" />
      </svg>
      {!isMarkOnly && <span className="text-[1.0625rem] font-semibold tracking-tight">WebMTG</span>}
    </span>
  );
}
