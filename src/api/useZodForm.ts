'use client';

import { type Messages, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { fieldErrorsOf } from './appError';

type FieldErrors = Readonly<Record<string, string>>;

type FieldKey = keyof Messages['fields'];

/** The schemas' messages are keys of `fields`; what a schema leaves to zod has none. */
const FIELD_KEYS: Record<FieldKey, true> = {
  required: true,
  tooLong: true,
  invalid: true,
  email: true,
  passwordTooShort: true,
  participantsRange: true,
  historyRange: true,
  fileSizeRange: true,
  recordingDaysRange: true,
  shareDaysRange: true,
  sharePasswordShort: true,
  tooManyFiles: true,
  tooManyAddresses: true,
  tooManyDomains: true,
  countRange: true,
  domain: true,
  auditDaysRange: true,
  issuer: true,
  linkUsesRange: true,
};
const isFieldKey = (key: string): key is FieldKey => Object.hasOwn(FIELD_KEYS, key);

const firstIssues = (error: z.ZodError) => {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message;
  return fields;
};

/**
 * A form over one schema, the procedure's own: what the browser or the server finds wrong with a field is told
 * beside it, in words. `read` turns the form's entries into the schema's input where they aren't the same.
 */
export const useZodForm = <Schema extends z.ZodType>(
  schema: Schema,
  submit: (values: z.output<Schema>) => Promise<unknown>,
  read: (form: FormData) => unknown = (form) => Object.fromEntries(form),
) => {
  const t = useTranslations('fields');
  const [keys, setKeys] = useState<FieldErrors>({});
  const [isPending, setIsPending] = useState(false);

  const run = async (form: FormData) => {
    const result = schema.safeParse(read(form));
    setKeys(result.success ? {} : firstIssues(result.error));
    if (!result.success) return;
    setIsPending(true);
    try {
      await submit(result.data);
    } catch (error) {
      // Anything else has been told by the query client's handler or by the component.
      setKeys(fieldErrorsOf(error));
    } finally {
      setIsPending(false);
    }
  };

  return {
    isPending,
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      if (!isPending) void run(new FormData(event.currentTarget));
    },
    /** What is wrong with a field, or undefined. */
    error: (field: string): string | undefined => {
      const key = keys[field];
      if (key === undefined) return undefined;
      return t(isFieldKey(key) ? key : 'invalid');
    },
  };
};
