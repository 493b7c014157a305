'use client';

import { ChevronDown } from 'lucide-react';
import { useId, type ReactNode, type SelectHTMLAttributes } from 'react';
import { cx } from './cx';
import { fieldClass } from './fieldClass';

interface SelectItem<V extends string> {
  value: V;
  label: string;
  isDisabled?: boolean | undefined;
}

export interface SelectProps<V extends string> extends Pick<
  SelectHTMLAttributes<HTMLSelectElement>,
  'name' | 'autoFocus' | 'onFocus' | 'onBlur'
> {
  label: string;
  isLabelHidden?: boolean | undefined;
  description?: ReactNode;
  errorMessage?: string | undefined;
  items: readonly SelectItem<V>[];
  value?: V | undefined;
  defaultValue?: V | undefined;
  onChange?: ((value: V) => void) | undefined;
  isDisabled?: boolean | undefined;
  /** An icon before the value. */
  prefix?: ReactNode;
  className?: string | undefined;
}

/** The browser's own select, drawn as ours: nothing to load, and phones bring up their own wheel. */
export function Select<V extends string>({
  label,
  isLabelHidden,
  description,
  errorMessage,
  items,
  value,
  defaultValue,
  onChange,
  isDisabled,
  prefix,
  className,
  ...props
}: SelectProps<V>) {
  const id = useId();
  const hasNote = Boolean(description) || errorMessage !== undefined;
  return (
    <div className={cx(fieldClass.root, className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : fieldClass.label}>
        {label}
      </label>
      <div className={cx(fieldClass.box, 'relative')}>
        {prefix && (
          <span className="pointer-events-none absolute left-3 text-ink-faint [&_svg]:size-4.5">
            {prefix}
          </span>
        )}
        <select
          {...props}
          id={id}
          value={value}
          defaultValue={defaultValue}
          disabled={isDisabled}
          aria-invalid={errorMessage !== undefined}
          aria-describedby={hasNote ? `${id}-note` : undefined}
          onChange={(event) => {
            const chosen = items.find((item) => item.value === event.target.value);
            if (chosen) onChange?.(chosen.value);
          }}
          className={cx('select-native', prefix ? 'pl-10' : 'pl-3')}
        >
          {items.map((item) => (
            <option key={item.value} value={item.value} disabled={item.isDisabled}>
              {item.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute right-3 size-4 text-ink-faint"
        />
      </div>
      {hasNote && (
        <p
          id={`${id}-note`}
          className={errorMessage === undefined ? fieldClass.description : fieldClass.error}
        >
          {errorMessage ?? description}
        </p>
      )}
    </div>
  );
}
