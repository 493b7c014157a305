'use client';

import { useId, type ReactNode } from 'react';
import { cx } from './cx';
import { fieldClass } from './fieldClass';

export interface RadioGroupProps<V extends string> {
  label: string;
  description?: ReactNode;
  items: readonly {
    value: V;
    label: string;
    description?: string | undefined;
    isDisabled?: boolean | undefined;
  }[];
  value?: V | undefined;
  defaultValue?: V | undefined;
  onChange?: ((value: V) => void) | undefined;
  name?: string | undefined;
  isDisabled?: boolean | undefined;
  className?: string | undefined;
}

export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const id = useId();
  const {
    label,
    description,
    items,
    value,
    defaultValue,
    onChange,
    name = id,
    isDisabled,
    className,
  } = props;
  return (
    <fieldset
      disabled={isDisabled}
      aria-describedby={description ? `${id}-description` : undefined}
      className={cx('flex min-w-0 flex-col gap-3 disabled:opacity-50', className)}
    >
      <legend className={cx(fieldClass.label, 'mb-2')}>{label}</legend>
      {description && (
        <p id={`${id}-description`} className={cx(fieldClass.description, '-mt-2')}>
          {description}
        </p>
      )}
      {items.map((item) => (
        <label
          key={item.value}
          className="flex items-start gap-2.5 text-sm text-ink has-[:disabled]:opacity-50 has-[:enabled]:cursor-pointer"
        >
          <input
            type="radio"
            name={name}
            value={item.value}
            disabled={item.isDisabled}
            {...(value === undefined
              ? { defaultChecked: item.value === defaultValue }
              : { checked: item.value === value })}
            aria-labelledby={`${id}-${item.value}`}
            aria-describedby={item.description === undefined ? undefined : `${id}-${item.value}-description`}
            onChange={() => onChange?.(item.value)}
            className="checkbox-native mt-[0.2em]"
          />
          <span className="flex min-w-0 flex-col">
            <span id={`${id}-${item.value}`}>{item.label}</span>
            {item.description !== undefined && (
              <span id={`${id}-${item.value}-description`} className="text-ink-soft">
                {item.description}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
