'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AUDIT_ACTIONS, AUDIT_GROUPS, AUDIT_SEARCH_MAX, type AuditGroup, groupOf } from '@/shared/audit';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { PausedSearch } from '@/ui/PausedSearch';
import { Select } from '@/ui/Select';
import { actionKey } from './actionKey';
import type { AuditView } from './readAuditView';

export interface AuditBarProps {
  view: AuditView;
  searchText: string;
  /** What the one person and the one target are called that the log is narrowed to. */
  names: { person: string; target: string };
  onType: (text: string) => void;
  onChange: (change: Partial<AuditView>) => void;
}

/** Which events, of when; and what narrows them to one person or one thing. */
export function AuditBar({ view, searchText, names, onType, onChange }: AuditBarProps) {
  const t = useTranslations('audit');
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
        <PausedSearch
          label={t('search')}
          text={searchText}
          maxLength={AUDIT_SEARCH_MAX}
          onType={onType}
          onSearch={(search) => onChange({ search })}
          className="max-sm:col-span-2 sm:mb-0.5 sm:w-60"
        />
        <Select
          label={t('action')}
          value={view.action}
          onChange={(action) => onChange({ action })}
          items={useActionItems()}
          className="max-sm:col-span-2 sm:w-60"
        />
        <DateField
          label={t('from')}
          value={view.from}
          max={view.to}
          onChange={(from) => onChange({ from })}
        />
        <DateField label={t('to')} value={view.to} min={view.from} onChange={(to) => onChange({ to })} />
      </div>
      {(view.person || view.target) && (
        <div className="flex flex-wrap gap-2">
          {view.person && <Narrowed label={names.person} onClear={() => onChange({ person: '' })} />}
          {view.target && <Narrowed label={names.target} onClear={() => onChange({ target: '' })} />}
        </div>
      )}
    </div>
  );
}

const useActionItems = () => {
  const t = useTranslations('audit');
  const itemsOf = (group: AuditGroup) => [
    { value: group, label: t(`groups.${group}`) },
    ...AUDIT_ACTIONS.filter((action) => groupOf(action) === group).map((action) => ({
      value: action,
      label: `\u2003${t(`actions.${actionKey(action)}`)}`,
    })),
  ];
  return [{ value: '', label: t('allActions') } as const, ...AUDIT_GROUPS.flatMap((group) => itemsOf(group))];
};

function Narrowed({ label, onClear }: { label: string; onClear: () => void }) {
  const t = useTranslations('audit');
  return (
    <Button size="sm" iconEnd={<X />} aria-label={t('clear', { filter: label })} onPress={onClear}>
      {label}
    </Button>
  );
}
