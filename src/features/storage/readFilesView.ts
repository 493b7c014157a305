import { FILE_KINDS, FILE_NAME_MAX, FILE_SORTS } from '@/shared/storage';

type Parameter = string | string[] | null | undefined;

const isOf = <T extends string>(values: readonly T[], value: Parameter): value is T =>
  values.some((one) => one === value);

/** What the address says about the list: `?q=` searches, `?kind=` and `?sort=` pick, `?view=deleted` shows what was deleted. */
export const readFilesView = (read: (name: string) => Parameter) => {
  const [q, kind, sort] = [read('q'), read('kind'), read('sort')];
  return {
    search: typeof q === 'string' ? q.slice(0, FILE_NAME_MAX) : '',
    kind: isOf(FILE_KINDS, kind) ? kind : null,
    sort: isOf(FILE_SORTS, sort) ? sort : 'newest',
    deleted: read('view') === 'deleted',
  };
};

export type FilesView = ReturnType<typeof readFilesView>;

/** The other way round: the query string for a view of the list, with its question mark. */
export const writeFilesView = ({ search, kind, sort, deleted }: FilesView) => {
  const query = new URLSearchParams();
  if (search) query.set('q', search);
  if (kind) query.set('kind', kind);
  if (sort !== 'newest') query.set('sort', sort);
  if (deleted) query.set('view', 'deleted');
  return query.size > 0 ? `?${query.toString()}` : '';
};
