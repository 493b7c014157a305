'use client';

import { useId, type ReactNode } from 'react';
import { cx } from './cx';
import { fieldClass } from './fieldClass';

export interface CheckboxProps {
  /** The label; may hold links. */
  children: ReactNode;
  description?: ReactNode;
  errorMessage?: string | undefined;
  name?: string | undefined;
  value?: string | undefined;
  isSelected?: boolean | undefined;
  defaultSelected?: boolean | undefined;
  onChange?: ((isSelected: boolean) => void) | undefined;
  isDisabled?: boolean | undefined;
  isRequired?: boolean | undefined;
  className?: string | undefined;
}

export function Checkbox({
  children,
  description,
  errorMessage,
  name,
  value,
  isSelected,
  defaultSelected,
  onChange,
  isDisabled,
  isRequired,
  className,
}: CheckboxProps) {
  const id = useId();
  const note = errorMessage ?? description;
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label className="flex items-start gap-2.5 text-sm text-ink has-[:disabled]:opacity-50 has-[:enabled]:cursor-pointer">
        <input
          type="checkbox"
          name={name}
          value={value}
          checked={isSelected}
          defaultChecked={defaultSelected}
          disabled={isDisabled}
          aria-required={isRequired}
          aria-invalid={errorMessage !== undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => onChange?.(event.target.checked)}
          className="checkbox-native mt-[0.2em]"
        />
        <span className="min-w-0">{children}</span>
      </label>
      {note && (
        <p
          id={`${id}-note`}
          className={cx('pl-7.5', errorMessage === undefined ? fieldClass.description : fieldClass.error)}
        >
          {note}
        </p>
      )}
    </div>
  );
}
