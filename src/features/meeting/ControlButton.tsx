import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { buttonClass } from '@/ui/buttonClass';
import { cx } from '@/ui/cx';
import { Spinner } from '@/ui/Spinner';
import { Tooltip } from '@/ui/Tooltip';

export interface ControlButtonProps {
  /** What it is: "Microphone". */
  label: string;
  /** What a press does: "Turn off microphone". */
  tip: string;
  children: ReactNode;
  onPress?: (() => void) | undefined;
  /** Pressed or not; leave out for a button that isn't a switch. */
  isOn?: boolean | undefined;
  tone?: 'neutral' | 'off' | 'active' | 'danger' | undefined;
  shortcut?: string | undefined;
  isPending?: boolean | undefined;
  badge?: number | undefined;
  badgeTone?: 'neutral' | 'accent' | undefined;
  className?: string | undefined;
}

const variants = { neutral: 'stage', off: 'stage-off', active: 'primary', danger: 'danger' } as const;

/** A round button of the control bar. */
export function ControlButton({
  label,
  tip,
  children,
  onPress,
  isOn,
  tone = 'neutral',
  shortcut,
  isPending,
  badge,
  badgeTone = 'neutral',
  className,
}: ControlButtonProps) {
  return (
    <Tooltip content={tip} shortcut={shortcut}>
      <Button
        aria-label={label}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        {...(isPending === undefined ? {} : { isPending })}
        {...(onPress === undefined ? {} : { onPress })}
        className={cx(
          buttonClass({ variant: variants[tone], size: 'lg', isIcon: true }),
          'rounded-full!',
          className,
        )}
      >
        {isPending ? <Spinner className="size-5" /> : children}
        {badge !== undefined && (
          <span
            aria-hidden="true"
            className={cx(
              'absolute -top-1 -right-1 grid h-5 min-w-5 place-items-center rounded-full px-1 text-xs leading-none font-semibold tabular-nums',
              badgeTone === 'accent' ? 'bg-danger text-on-danger' : 'bg-on-stage text-stage',
            )}
          >
            {badge > 99 ? '99+' : badge}
          </span>
        )}
      </Button>
    </Tooltip>
  );
}
