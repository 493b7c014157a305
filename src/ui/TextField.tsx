'use client';

import type { ReactNode, Ref } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { cx } from './cx';
import { FieldError } from './FieldError';
import { fieldClass } from './fieldClass';

export interface TextFieldProps extends Omit<
  AriaTextFieldProps,
  'children' | 'className' | 'style' | 'render' | 'isInvalid' | 'validate' | 'validationBehavior' | 'prefix'
> {
  label: string;
  /** Keeps the label for screen readers only. */
  isLabelHidden?: boolean | undefined;
  description?: ReactNode;
  /** Marks the field as invalid and says why. */
  errorMessage?: string | undefined;
  placeholder?: string | undefined;
  prefix?: ReactNode;
  suffix?: ReactNode;
  inputRef?: Ref<HTMLInputElement> | undefined;
  className?: string | undefined;
}

export function TextField({
  label,
  isLabelHidden,
  description,
  errorMessage,
  placeholder,
  prefix,
  suffix,
  inputRef,
  className,
  ...props
}: TextFieldProps) {
  return (
    // 'aria': the browser's own bubbles would speak the browser's language, not the page's.
    <AriaTextField
      {...props}
      validationBehavior="aria"
      isInvalid={errorMessage !== undefined}
      className={cx(fieldClass.root, className)}
    >
      <Label className={isLabelHidden ? 'sr-only' : fieldClass.label}>{label}</Label>
      <div className={fieldClass.box}>
        {prefix && <span className="pl-3 text-ink-faint select-none [&_svg]:size-4.5">{prefix}</span>}
        <Input
          className={fieldClass.input}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
        {suffix && <span className="flex items-center pr-1">{suffix}</span>}
      </div>
      {description && (
        <Text slot="description" className={fieldClass.description}>
          {description}
        </Text>
      )}
      <FieldError>{errorMessage}</FieldError>
    </AriaTextField>
  );
}
