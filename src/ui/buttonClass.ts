import { cx } from './cx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'stage' | 'stage-off';
export type ButtonSize = 'sm' | 'md' | 'lg';

export interface ButtonLook {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** A square (or round, on the stage) button that holds one icon. */
  isIcon?: boolean | undefined;
  isFullWidth?: boolean | undefined;
}

const base =
  'relative inline-flex shrink-0 cursor-pointer items-center justify-center gap-2 font-medium whitespace-nowrap select-none ' +
  'transition-[background-color,border-color,color,box-shadow] duration-150 ' +
  'disabled:pointer-events-none disabled:opacity-45';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent shadow-low hover:bg-accent-strong active:bg-accent-strong',
  secondary: 'border border-line-strong bg-surface text-ink hover:bg-sunken active:bg-sunken',
  ghost: 'text-ink-soft hover:bg-hover hover:text-ink active:bg-hover',
  danger: 'bg-danger text-on-danger shadow-low hover:bg-danger-strong active:bg-danger-strong',
  stage: 'bg-stage-raised text-on-stage hover:bg-stage-hover active:bg-stage-hover',
  'stage-off': 'bg-stage-off text-on-stage-off hover:bg-stage-off-hover active:bg-stage-off-hover',
};

const textSizes: Record<ButtonSize, string> = {
  sm: 'h-8 rounded-md px-3 text-sm pointer-coarse:h-10',
  md: 'h-10 rounded-lg px-4 text-sm pointer-coarse:h-11',
  lg: 'h-12 rounded-lg px-6 text-base',
};

const iconSizes: Record<ButtonSize, string> = {
  sm: 'size-8 rounded-md pointer-coarse:size-10 [&_svg]:size-4',
  md: 'size-10 rounded-lg pointer-coarse:size-11 [&_svg]:size-[1.125rem]',
  lg: 'size-12 rounded-xl [&_svg]:size-5',
};

/** The look of a button, for buttons and for links that look like one. */
export function buttonClass({ variant = 'secondary', size = 'md', isIcon, isFullWidth }: ButtonLook): string {
  return cx(base, variants[variant], isIcon ? iconSizes[size] : textSizes[size], isFullWidth && 'w-full');
}
