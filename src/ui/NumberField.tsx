'use client';

import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from 'react-aria-components/NumberField';
import { Text } from 'react-aria-components/Text';
import { buttonClass } from './buttonClass';
import { cx } from './cx';
import { FieldError } from './FieldError';
import { fieldClass } from './fieldClass';

export interface NumberFieldProps extends Omit<
  AriaNumberFieldProps,
  'children' | 'className' | 'style' | 'render' | 'isInvalid' | 'validate' | 'validationBehavior'
> {
  label: string;
  description?: ReactNode;
  errorMessage?: string | undefined;
  className?: string | undefined;
}

export function NumberField({ label, description, errorMessage, className, ...props }: NumberFieldProps) {
  const t = useTranslations('ui');
  const step = cx(buttonClass({ variant: 'ghost', size: 'sm', isIcon: true }), 'mx-1');
  return (
    <AriaNumberField
      {...props}
      decrementAriaLabel={t('decrease', { label })}
      incrementAriaLabel={t('increase', { label })}
      validationBehavior="aria"
      isInvalid={errorMessage !== undefined}
      className={cx(fieldClass.root, className)}
    >
      <Label className={fieldClass.label}>{label}</Label>
      <Group className={cx(fieldClass.box, 'max-w-44')}>
        <Button slot="decrement" className={step}>
          <Minus aria-hidden="true" />
        </Button>
        <Input className={cx(fieldClass.input, 'text-center tabular-nums')} />
        <Button slot="increment" className={step}>
          <Plus aria-hidden="true" />
        </Button>
      </Group>
      {description && (
        <Text slot="description" className={fieldClass.description}>
          {description}
        </Text>
      )}
      <FieldError>{errorMessage}</FieldError>
    </AriaNumberField>
  );
}
