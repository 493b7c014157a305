'use client';

import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { buttonClass, type ButtonSize, type ButtonVariant } from './buttonClass';
import { cx } from './cx';
import { Spinner } from './Spinner';
import { Tooltip } from './Tooltip';

export interface IconButtonProps extends Omit<
  AriaButtonProps,
  'children' | 'className' | 'style' | 'render' | 'aria-label'
> {
  /** What it does: its name for screen readers and its tooltip. */
  label: string;
  /** The icon. */
  children: ReactNode;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  shortcut?: string | undefined;
  tooltipPlacement?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  className?: string | undefined;
}

export function IconButton({
  label,
  children,
  variant = 'ghost',
  size,
  shortcut,
  tooltipPlacement,
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} placement={tooltipPlacement}>
      <AriaButton
        {...props}
        aria-label={label}
        className={cx(buttonClass({ variant, size, isIcon: true }), className)}
      >
        {props.isPending ? <Spinner className="size-4.5" /> : children}
      </AriaButton>
    </Tooltip>
  );
}
