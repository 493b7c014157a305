import type { ReactNode } from 'react';
import { cx } from './cx';

export interface TableColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: 'start' | 'end' | undefined;
  /** Its cells hold buttons: no heading in sight, and the corner of a phone's card. */
  isActions?: boolean | undefined;
  className?: string | undefined;
}

export interface TableProps<Row> {
  /** Its name for screen readers. */
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  className?: string | undefined;
}

/** On a phone every row becomes a card, its first cell the title. The roles are said because `display` takes them from the elements. */
export function Table<Row>({ label, columns, rows, rowKey, className }: TableProps<Row>) {
  return (
    <table
      role="table"
      aria-label={label}
      className={cx('w-full border-collapse text-sm max-sm:block', className)}
    >
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row" className="border-b border-line text-left text-ink-faint">
          {columns.map((column) => (
            <th
              key={column.id}
              role="columnheader"
              scope="col"
              className={cx(
                'px-3 py-2.5 text-xs font-medium first:pl-0 last:pr-0',
                column.align === 'end' && 'text-right',
              )}
            >
              <span className={column.isActions ? 'sr-only' : undefined}>{column.header}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:flex max-sm:flex-col max-sm:gap-3">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            className="border-line max-sm:relative max-sm:flex max-sm:flex-col max-sm:gap-1.5 max-sm:rounded-xl max-sm:border max-sm:bg-surface max-sm:p-4 sm:border-b sm:last:border-b-0"
          >
            {columns.map((column, index) => (
              <td
                key={column.id}
                role="cell"
                data-label={column.isActions || index === 0 ? undefined : column.header}
                className={cx(
                  'align-middle sm:px-3 sm:py-3.5 sm:first:pl-0 sm:last:pr-0',
                  index === 0
                    ? 'max-sm:mb-1 max-sm:pr-12 max-sm:text-base'
                    : 'max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4 max-sm:before:shrink-0 max-sm:before:text-ink-faint max-sm:data-label:before:content-[attr(data-label)]',
                  column.isActions && 'max-sm:absolute max-sm:top-2.5 max-sm:right-2.5',
                  column.align === 'end' && 'sm:text-right',
                  column.className,
                )}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
