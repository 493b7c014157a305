'use client';

import { useLocale, useTranslations } from 'next-intl';
import { isAuditAction } from '@/shared/audit';
import { Badge } from '@/ui/Badge';
import { Table, type TableColumn } from '@/ui/Table';
import { Time } from '@/ui/Time';
import { actionKey } from './actionKey';
import { AuditDetail } from './AuditDetail';
import type { AuditEvent } from './auditEvent';

export interface AuditTableProps {
  events: readonly AuditEvent[];
  onPickPerson: (actorId: string) => void;
  onPickTarget: (targetId: string) => void;
}

/** Who did what to what, from where and when. */
export function AuditTable({ events, ...picks }: AuditTableProps) {
  const t = useTranslations('audit');
  const headers = {
    what: t('what'),
    target: t('target'),
    who: t('who'),
    address: t('address'),
    when: t('when'),
  };
  return (
    <Table label={t('title')} columns={columnsOf(headers, picks)} rows={events} rowKey={({ id }) => id} />
  );
}

type Headers = Record<'what' | 'target' | 'who' | 'address' | 'when', string>;

const columnsOf = (
  headers: Headers,
  { onPickPerson, onPickTarget }: Omit<AuditTableProps, 'events'>,
): TableColumn<AuditEvent>[] => [
  {
    id: 'what',
    header: headers.what,
    cell: (event) => <What event={event} />,
    className: 'sm:w-2/5 sm:align-top',
  },
  {
    id: 'target',
    header: headers.target,
    cell: (event) => <Target event={event} onPick={onPickTarget} />,
    className: 'sm:max-w-52 sm:align-top',
  },
  {
    id: 'who',
    header: headers.who,
    cell: (event) => <Who event={event} onPick={onPickPerson} />,
    className: 'sm:max-w-52 sm:align-top',
  },
  {
    id: 'address',
    header: headers.address,
    cell: ({ address }) => <Address address={address} />,
    className: 'sm:max-w-40 sm:align-top',
  },
  {
    id: 'when',
    header: headers.when,
    align: 'end',
    cell: ({ at }) => <When at={at} />,
    className: 'sm:align-top',
  },
];

function What({ event: { action, detail } }: { event: AuditEvent }) {
  const t = useTranslations('audit');
  return (
    <>
      <span className="font-medium">
        {isAuditAction(action) ? t(`actions.${actionKey(action)}`) : action}
      </span>
      <AuditDetail detail={detail} />
    </>
  );
}

function Who({ event, onPick }: { event: AuditEvent; onPick: (actorId: string) => void }) {
  const t = useTranslations('audit');
  const { actorId, actorKind, actorName } = event;
  const name = actorName || t(`actors.${actorKind}`);
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2 gap-y-1">
      {actorId === null ? (
        name
      ) : (
        <Pick label={t('onlyPerson', { name })} onPick={() => onPick(actorId)}>
          {name}
        </Pick>
      )}
      {actorKind !== 'user' && actorName !== '' && <Badge>{t(`actors.${actorKind}`)}</Badge>}
    </span>
  );
}

function Target({ event, onPick }: { event: AuditEvent; onPick: (targetId: string) => void }) {
  const t = useTranslations('audit');
  const { targetId, targetName } = event;
  if (targetId === null) return t('none');
  const name = targetName ?? '';
  return (
    <Pick label={t('onlyTarget', { name })} onPick={() => onPick(targetId)}>
      {name}
    </Pick>
  );
}

function Address({ address }: Pick<AuditEvent, 'address'>) {
  const t = useTranslations('audit');
  return <span className="break-all text-ink-soft tabular-nums">{address ?? t('none')}</span>;
}

function When({ at }: { at: string }) {
  return <Time value={at} locale={useLocale()} className="whitespace-nowrap text-ink-soft tabular-nums" />;
}

function Pick({ label, onPick, children }: { label: string; onPick: () => void; children: string }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      onClick={onPick}
      className="max-w-full cursor-pointer rounded-sm text-left break-words underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-accent hover:decoration-accent"
    >
      {children}
    </button>
  );
}
