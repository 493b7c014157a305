'use client';

import { useFormatter, useMessages, useTranslations } from 'next-intl';
import type { AuditEvent } from './auditEvent';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names that only machines read. */
const isId = (name: string) => name === 'id' || name.endsWith('Id');

/** What more there is to say of an event: what changed from what to what, and the rest of what was written down. */
export function AuditDetail({ detail }: Pick<AuditEvent, 'detail'>) {
  const words = useWords();
  if (!isRecord(detail)) return null;
  const { changes, ...rest } = detail;
  const lines = [
    ...Object.entries(isRecord(changes) ? changes : {}).map(([field, change]) => words.change(field, change)),
    ...Object.entries(rest)
      .filter(([name, value]) => !isId(name) && value !== null && value !== '')
      .map(([name, value]) => words.fact(name, value)),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className="mt-0.5 text-sm break-words text-ink-soft">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** The words for names and values that were written down for machines; those that nobody translated stay as they are. */
const useWords = () => {
  const t = useTranslations('audit');
  const format = useFormatter();
  const { fields, values } = useMessages().audit;
  const known = (list: Record<string, string>, key: string) =>
    Object.hasOwn(list, key) ? list[key] : undefined;
  const label = (name: string) => known(fields, name) ?? name;
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('none');
    if (typeof value === 'boolean') return value ? t('yes') : t('no');
    if (typeof value === 'number') return format.number(value);
    if (typeof value === 'string') return known(values, value) ?? value;
    if (Array.isArray(value)) return value.length === 0 ? t('none') : format.list(value.map(say));
    return JSON.stringify(value);
  };
  return {
    change: (name: string, change: unknown) =>
      isRecord(change)
        ? t('change', { field: label(name), from: say(change['from']), to: say(change['to']) })
        : t('fact', { field: label(name), value: say(change) }),
    fact: (name: string, value: unknown) => t('fact', { field: label(name), value: say(value) }),
  };
};
