'use client';

import type { ReactElement, ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover as AriaPopover } from 'react-aria-components/Popover';

export interface PopoverProps {
  /** Its name for screen readers. */
  label: string;
  trigger: ReactElement;
  children: ReactNode | ((popover: { close: () => void }) => ReactNode);
  placement?: 'bottom' | 'bottom start' | 'bottom end' | 'top' | 'top start' | 'top end' | undefined;
}

export function Popover({ label, trigger, children, placement = 'bottom' }: PopoverProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover
        offset={6}
        placement={placement}
        className="max-w-[min(24rem,calc(100vw-1.5rem))] min-w-60 overflow-y-auto rounded-xl border border-line bg-raised text-ink shadow-high outline-none data-entering:animate-appear data-exiting:animate-vanish"
      >
        <Dialog aria-label={label} className="p-4 outline-none">
          {children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
