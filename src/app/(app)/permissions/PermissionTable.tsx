import { Check, Minus } from 'lucide-react';
import { Badge } from '@/ui/Badge';
import { Table, type TableColumn } from '@/ui/Table';

export interface PermissionRow {
  permission: string;
  text: string;
  /** By what it can be narrowed, in words. */
  note: string | null;
  roles: readonly string[];
}

export interface PermissionTableProps {
  label: string;
  rows: readonly PermissionRow[];
  roles: readonly { id: string; name: string }[];
  words: { permission: string; yes: string; no: string };
}

/** One table of rights: what may be done, and who may. */
export function PermissionTable({ label, rows, roles, words }: PermissionTableProps) {
  return (
    <Table
      label={label}
      rows={rows}
      rowKey={({ permission }) => permission}
      columns={columnsOf(roles, words)}
    />
  );
}

const columnsOf = (
  roles: PermissionTableProps['roles'],
  words: PermissionTableProps['words'],
): TableColumn<PermissionRow>[] => [
  { id: 'permission', header: words.permission, cell: (row) => <What row={row} roles={roles} /> },
  ...roles.map(({ id, name }): TableColumn<PermissionRow> => ({
    id,
    header: name,
    cell: (row) => <May isAllowed={row.roles.includes(id)} words={words} />,
    // A phone has the roles in a line of their own.
    className: 'max-sm:hidden! sm:w-28 sm:align-top',
  })),
];

interface WhatProps {
  row: PermissionRow;
  roles: PermissionTableProps['roles'];
}

function What({ row: { permission, text, note, roles: allowed }, roles }: WhatProps) {
  return (
    <div className="flex flex-col items-start gap-1">
      <span>{text}</span>
      <span className="flex flex-wrap gap-1.5 sm:hidden">
        {roles
          .filter(({ id }) => allowed.includes(id))
          .map(({ id, name }) => (
            <Badge key={id} tone="success">
              {name}
            </Badge>
          ))}
      </span>
      <span className="flex flex-wrap items-center gap-2">
        <code className="text-xs text-ink-faint">{permission}</code>
        {note !== null && <Badge tone="accent">{note}</Badge>}
      </span>
    </div>
  );
}

function May({ isAllowed, words }: { isAllowed: boolean; words: PermissionTableProps['words'] }) {
  const Icon = isAllowed ? Check : Minus;
  return (
    <span className={isAllowed ? 'text-success' : 'text-ink-faint'}>
      <Icon aria-hidden="true" className="size-4.5" />
      <span className="sr-only">{isAllowed ? words.yes : words.no}</span>
    </span>
  );
}
