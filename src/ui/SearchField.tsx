'use client';

import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components/SearchField';
import { buttonClass } from './buttonClass';
import { cx } from './cx';
import { fieldClass } from './fieldClass';

export interface SearchFieldProps extends Omit<
  AriaSearchFieldProps,
  'children' | 'className' | 'style' | 'render'
> {
  /** Its name for screen readers, and what it shows while empty. */
  label: string;
  inputRef?: Ref<HTMLInputElement> | undefined;
  className?: string | undefined;
}

/** Escape or the cross clears it. */
export function SearchField({ label, inputRef, className, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField {...props} className={cx(fieldClass.root, 'group', className)}>
      <Label className="sr-only">{label}</Label>
      <div className={cx(fieldClass.box, 'h-10 pointer-coarse:h-11')}>
        <Search aria-hidden="true" className="ml-3 size-4 shrink-0 text-ink-faint" />
        <Input
          className={cx(fieldClass.input, 'pl-2.5')}
          placeholder={label}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
        <Button
          className={cx(
            buttonClass({ variant: 'ghost', size: 'sm', isIcon: true }),
            'mx-1 group-data-empty:invisible',
          )}
        >
          <X aria-hidden="true" />
        </Button>
      </div>
    </AriaSearchField>
  );
}
