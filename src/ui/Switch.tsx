'use client';

import { useId, type ReactNode } from 'react';
import { cx } from './cx';

export interface SwitchProps {
  label: string;
  description?: ReactNode;
  name?: string | undefined;
  isSelected?: boolean | undefined;
  defaultSelected?: boolean | undefined;
  onChange?: ((isSelected: boolean) => void) | undefined;
  isDisabled?: boolean | undefined;
  className?: string | undefined;
}

export function Switch({
  label,
  description,
  name,
  isSelected,
  defaultSelected,
  onChange,
  isDisabled,
  className,
}: SwitchProps) {
  const id = useId();
  return (
    <label
      className={cx(
        'flex items-start justify-between gap-6 has-[:disabled]:opacity-50 has-[:enabled]:cursor-pointer',
        className,
      )}
    >
      <span className="flex min-w-0 flex-col gap-0.5">
        <span id={`${id}-label`} className="text-sm font-medium text-ink">
          {label}
        </span>
        {description && (
          <span id={`${id}-description`} className="text-sm text-ink-soft">
            {description}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        // The browser tells it from `checked`; HTML forbids to say it twice.
        // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
        role="switch"
        name={name}
        checked={isSelected}
        defaultChecked={defaultSelected}
        disabled={isDisabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={description ? `${id}-description` : undefined}
        onChange={(event) => onChange?.(event.target.checked)}
        className="switch-native"
      />
    </label>
  );
}
