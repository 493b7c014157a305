'use client';

import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';

export interface MenuProps {
  /** The button that opens it: a Button or an IconButton. */
  trigger: ReactElement;
  /** MenuItem and MenuSection. */
  children: ReactNode;
  placement?: 'bottom start' | 'bottom end' | 'top' | 'top start' | 'top end' | undefined;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
}

export function Menu({ trigger, children, placement = 'bottom end', onOpenChange }: MenuProps) {
  return (
    <MenuTrigger {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      {trigger}
      <Popover
        offset={6}
        placement={placement}
        className="max-w-[min(22rem,calc(100vw-1.5rem))] min-w-48 overflow-y-auto rounded-xl border border-line bg-raised text-ink shadow-high outline-none data-entering:animate-appear data-exiting:animate-vanish"
      >
        <AriaMenu className="p-1.5 outline-none">{children}</AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
