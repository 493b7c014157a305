/** Uses after which PostgreSQL is to keep a statement: what a process asks all day is found so, whatever it began with. */
const USES = 50;
/** Statements that each connection keeps, of 30 to 250 kB. */
const KEPT_MAX = 64;
/** Texts whose uses are counted at a time: lists of every length make ever new ones. */
const COUNTED_MAX = 2_000;

const uses = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The name under which a connection keeps a statement parsed and planned, the same for the life of the process; '' for
 * one that it does not keep.
 */
export const statementName = ({ sql }: { sql: string }): string => {
  // Prisma's statements name their schema. Those written by hand are searches and counts, planned for their values.
  if (!sql.includes('"public".')) return '';
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size === KEPT_MAX) return '';
  const count = (uses.get(sql) ?? 0) + 1;
  if (count <= USES) {
    if (uses.size === COUNTED_MAX) uses.clear();
    uses.set(sql, count);
    return '';
  }
  uses.delete(sql);
  const name = `kept_${names.size}`;
  names.set(sql, name);
  return name;
};
