'use client';

import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Kbd } from './Kbd';

export interface TooltipProps {
  content: ReactNode;
  /** The key that does the same, shown beside the text. */
  shortcut?: string | undefined;
  placement?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  isDisabled?: boolean | undefined;
  /** One focusable element of react-aria: Button, IconButton's inside, Link. */
  children: ReactElement;
}

export function Tooltip({
  content,
  shortcut,
  placement = 'top',
  isDisabled = false,
  children,
}: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80} isDisabled={isDisabled}>
      {children}
      <AriaTooltip
        offset={8}
        placement={placement}
        className="flex max-w-xs items-center gap-2 rounded-md bg-tip px-2.5 py-1.5 text-xs text-on-tip shadow-high data-entering:animate-appear data-exiting:animate-vanish"
      >
        {content}
        {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
