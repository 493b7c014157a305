import type { AnchorHTMLAttributes, ElementType, ReactNode } from 'react';
import { buttonClass, type ButtonSize, type ButtonVariant } from './buttonClass';
import { cx } from './cx';

export interface LinkButtonProps extends Omit<
  AnchorHTMLAttributes<HTMLAnchorElement>,
  'href' | 'children' | 'className' | 'style'
> {
  href: string;
  children: ReactNode;
  /** The router's link, for moves without a page load. */
  as?: ElementType | undefined;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  iconStart?: ReactNode;
  iconEnd?: ReactNode;
  isFullWidth?: boolean | undefined;
  className?: string | undefined;
}

/** A link that looks like a button. Renders on the server alone: a page pays nothing for it. */
export function LinkButton({
  as: Anchor = 'a',
  children,
  variant,
  size,
  iconStart,
  iconEnd,
  isFullWidth,
  className,
  ...props
}: LinkButtonProps) {
  return (
    <Anchor {...props} className={cx(buttonClass({ variant, size, isFullWidth }), className)}>
      {iconStart && <Icon>{iconStart}</Icon>}
      {children}
      {iconEnd && <Icon>{iconEnd}</Icon>}
    </Anchor>
  );
}

function Icon({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden="true" className="-mx-0.5 inline-flex [&_svg]:size-[1.125em]">
      {children}
    </span>
  );
}
