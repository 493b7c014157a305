import {
  type AuditAction,
  type AuditGroup,
  AUDIT_SEARCH_MAX,
  type AuditFilter,
  isAuditAction,
  isAuditGroup,
} from '@/shared/audit';

type Parameter = string | string[] | null | undefined;

const text = (value: Parameter) => (typeof value === 'string' ? value.slice(0, AUDIT_SEARCH_MAX) : '');

const uuid = (value: Parameter) => (/^[0-9a-f-]{36}$/.test(text(value)) ? text(value) : '');

const day = (value: Parameter) =>
  /^\d{4}-\d\d-\d\d$/.test(text(value)) && !Number.isNaN(Date.parse(text(value))) ? text(value) : '';

const actionOf = (value: Parameter): AuditAction | AuditGroup | '' => {
  const action = text(value);
  return isAuditAction(action) || isAuditGroup(action) ? action : '';
};

/** What the address says about the log; days are the reader's own. What isn't there is empty. */
export const readAuditView = (read: (name: string) => Parameter) => ({
  search: text(read('q')),
  action: actionOf(read('action')),
  person: uuid(read('person')),
  target: text(read('target')),
  from: day(read('from')),
  to: day(read('to')),
});

export type AuditView = ReturnType<typeof readAuditView>;

/** The other way round: the query string for a view of the log, with its question mark. */
export const writeAuditView = ({ search, ...view }: AuditView) => {
  const given = Object.entries({ q: search, ...view }).filter(([, value]) => value !== '');
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
};

/** Midnight where the reader is, at the beginning of a day or, `later`, of one after it. */
const midnight = (from: string, later = 0) => {
  const date = new Date(`${from}T00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
};

/** What the server is asked for. Only a browser knows when the reader's days begin. */
export const auditFilterOf = ({ search, action, person, target, from, to }: AuditView) =>
  ({
    search,
    ...(action ? { action } : {}),
    ...(person ? { actorId: person } : {}),
    ...(target ? { targetId: target } : {}),
    ...(from ? { from: midnight(from) } : {}),
    ...(to ? { to: midnight(to, 1) } : {}),
  }) satisfies AuditFilter;
