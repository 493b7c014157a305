'use client';

import { useId } from 'react';
import { cx } from './cx';
import { fieldClass } from './fieldClass';

export interface DateFieldProps {
  label: string;
  /** As YYYY-MM-DD; empty for none. */
  value: string;
  onChange: (value: string) => void;
  min?: string | undefined;
  max?: string | undefined;
  className?: string | undefined;
}

/** The browser's own field for a day: its calendar, in the reader's own notation. */
export function DateField({ label, value, onChange, min, max, className }: DateFieldProps) {
  const id = useId();
  return (
    <div className={cx(fieldClass.root, className)}>
      <label htmlFor={id} className={fieldClass.label}>
        {label}
      </label>
      <div className={fieldClass.box}>
        <input
          id={id}
          type="date"
          value={value}
          min={min}
          max={max}
          onChange={(event) => onChange(event.target.value)}
          className={cx(fieldClass.input, 'w-full')}
        />
      </div>
    </div>
  );
}
