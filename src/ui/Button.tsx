'use client';

import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { buttonClass, type ButtonSize, type ButtonVariant } from './buttonClass';
import { cx } from './cx';
import { Spinner } from './Spinner';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'render'> {
  children: ReactNode;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  iconStart?: ReactNode;
  iconEnd?: ReactNode;
  isFullWidth?: boolean | undefined;
  className?: string | undefined;
}

export function Button({
  children,
  variant,
  size,
  iconStart,
  iconEnd,
  isFullWidth,
  className,
  ...props
}: ButtonProps) {
  return (
    <AriaButton {...props} className={cx(buttonClass({ variant, size, isFullWidth }), 'group', className)}>
      {iconStart && <Icon>{iconStart}</Icon>}
      <span className="group-data-pending:opacity-0">{children}</span>
      {iconEnd && <Icon>{iconEnd}</Icon>}
      {/* Over the label, which keeps the width: a button that changes its size moves what is beside it. */}
      {props.isPending && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner className="size-4.5" />
        </span>
      )}
    </AriaButton>
  );
}

function Icon({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className="-mx-0.5 inline-flex group-data-pending:opacity-0 [&_svg]:size-[1.125em]"
    >
      {children}
    </span>
  );
}
