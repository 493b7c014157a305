import { useId, type ReactNode, type TextareaHTMLAttributes } from 'react';
import { cx } from './cx';
import { fieldClass } from './fieldClass';

export interface TextAreaProps extends Pick<
  TextareaHTMLAttributes<HTMLTextAreaElement>,
  'name' | 'rows' | 'value' | 'defaultValue' | 'placeholder' | 'autoComplete' | 'spellCheck' | 'maxLength'
> {
  label: string;
  description?: ReactNode;
  errorMessage?: string | undefined;
  onChange?: ((text: string) => void) | undefined;
  className?: string | undefined;
}

/** A field of several lines. */
export function TextArea({ label, description, errorMessage, onChange, className, ...props }: TextAreaProps) {
  const id = useId();
  const note = errorMessage ?? description;
  return (
    <div className={cx(fieldClass.root, className)}>
      <label htmlFor={id} className={fieldClass.label}>
        {label}
      </label>
      <div className={cx(fieldClass.box, 'h-auto')}>
        <textarea
          rows={4}
          {...props}
          id={id}
          aria-invalid={errorMessage !== undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => onChange?.(event.target.value)}
          className={cx(fieldClass.input, 'resize-y py-2.5 leading-relaxed')}
        />
      </div>
      {note && (
        <p
          id={`${id}-note`}
          className={errorMessage === undefined ? fieldClass.description : fieldClass.error}
        >
          {note}
        </p>
      )}
    </div>
  );
}
