import { buttonClass } from '@/ui/buttonClass';
import { cx } from '@/ui/cx';
import { fieldClass } from '@/ui/fieldClass';

export interface JoinByCodeProps {
  label: string;
  submitLabel: string;
  /** What was typed before and could not be read. */
  typed?: string | undefined;
  errorMessage?: string | undefined;
}

/** A plain form: it works before, and without, any script. */
export function JoinByCode({ label, submitLabel, typed, errorMessage }: JoinByCodeProps) {
  return (
    <form id="join" action="/join" method="get" className={cx(fieldClass.root, 'scroll-mt-8')}>
      <label htmlFor="code" className={fieldClass.label}>
        {label}
      </label>
      <div className="flex gap-2">
        <div className={cx(fieldClass.box, 'h-12')}>
          <input
            id="code"
            name="code"
            defaultValue={typed}
            maxLength={200}
            required
            placeholder="abc-defg-hij"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={errorMessage !== undefined}
            aria-describedby={errorMessage === undefined ? undefined : 'code-error'}
            className={fieldClass.input}
          />
        </div>
        <button type="submit" className={buttonClass({ size: 'lg' })}>
          {submitLabel}
        </button>
      </div>
      {errorMessage !== undefined && (
        <p id="code-error" className={fieldClass.error}>
          {errorMessage}
        </p>
      )}
    </form>
  );
}
