import type { ReactNode } from 'react';

export interface FieldGroupProps {
  title: string;
  children: ReactNode;
}

/** Settings that belong together, under their name. */
export function FieldGroup({ title, children }: FieldGroupProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-5 border-t border-line pt-5">
      {/* A legend would sit on the line. */}
      <legend className="contents">
        <span className="text-sm font-semibold text-ink-soft">{title}</span>
      </legend>
      {children}
    </fieldset>
  );
}
