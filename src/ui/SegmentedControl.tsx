'use client';

import { useId, type ReactNode } from 'react';
import { cx } from './cx';

export interface SegmentedControlProps<V extends string> {
  /** Its name for screen readers. */
  label: string;
  items: readonly { value: V; label: string; icon?: ReactNode }[];
  value: V;
  onChange: (value: V) => void;
  /** Shows the icons alone; the labels stay for screen readers. */
  isIconOnly?: boolean | undefined;
  className?: string | undefined;
}

/** A choice of one among few, all in view: the theme, a language. Arrow keys move it. */
export function SegmentedControl<V extends string>({
  label,
  items,
  value,
  onChange,
  isIconOnly,
  className,
}: SegmentedControlProps<V>) {
  const name = useId();
  return (
    <fieldset className={cx('inline-flex gap-0.5 rounded-lg border border-line bg-sunken p-0.5', className)}>
      <legend className="sr-only">{label}</legend>
      {items.map((item) => (
        <label
          key={item.value}
          title={isIconOnly ? item.label : undefined}
          className={cx(
            'relative inline-flex h-8 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-md px-3 text-sm whitespace-nowrap text-ink-soft transition-colors',
            'hover:text-ink has-[:checked]:bg-raised has-[:checked]:font-medium has-[:checked]:text-ink has-[:checked]:shadow-low',
            'has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-1 has-[:focus-visible]:outline-focus pointer-coarse:h-10 [&_svg]:size-4',
          )}
        >
          <input
            type="radio"
            name={name}
            value={item.value}
            checked={item.value === value}
            onChange={() => onChange(item.value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-md outline-none"
          />
          {item.icon}
          <span className={isIconOnly ? 'sr-only' : undefined}>{item.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
