'use client';

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
} from 'react-aria-components/Menu';
import { cx } from './cx';
import { Kbd } from './Kbd';

export interface MenuItemProps extends Omit<
  AriaMenuItemProps,
  'children' | 'className' | 'style' | 'render' | 'value' | 'textValue'
> {
  children: string;
  description?: string | undefined;
  icon?: ReactNode;
  tone?: 'neutral' | 'danger' | undefined;
  shortcut?: string | undefined;
}

export function MenuItem({
  children,
  description,
  icon,
  tone = 'neutral',
  shortcut,
  ...props
}: MenuItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={children}
      className={cx(
        'flex min-h-9 cursor-pointer items-center gap-3 rounded-lg px-2.5 py-1.5 text-sm outline-none pointer-coarse:min-h-11',
        'data-disabled:cursor-default data-disabled:opacity-45',
        tone === 'danger' ? 'text-danger-ink data-focused:bg-danger-soft' : 'text-ink data-focused:bg-hover',
      )}
    >
      {({ selectionMode, isSelected }) => (
        <>
          {selectionMode !== 'none' && (
            <Check
              aria-hidden="true"
              className={cx('size-4 shrink-0 text-accent', !isSelected && 'invisible')}
            />
          )}
          {icon && (
            <span aria-hidden="true" className="shrink-0 opacity-70 [&_svg]:size-4">
              {icon}
            </span>
          )}
          <span className="flex min-w-0 flex-1 flex-col">
            <span className="truncate">{children}</span>
            {description !== undefined && <span className="text-xs text-ink-soft">{description}</span>}
          </span>
          {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
        </>
      )}
    </AriaMenuItem>
  );
}
