'use client';

import { CircleAlert } from 'lucide-react';
import { FieldError as AriaFieldError } from 'react-aria-components/FieldError';
import { fieldClass } from './fieldClass';

/** The error under a react-aria field; shown while the field is invalid. */
export function FieldError({ children }: { children?: string | undefined }) {
  return (
    <AriaFieldError className={fieldClass.error}>
      <CircleAlert aria-hidden="true" className="mt-[0.3em] size-3.5 shrink-0" />
      <span>{children}</span>
    </AriaFieldError>
  );
}
