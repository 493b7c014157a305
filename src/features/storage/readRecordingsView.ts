import { RECORDING_NAME_MAX, RECORDING_SORTS } from '@/shared/recordings';

type Parameter = string | string[] | null | undefined;

/** What the address says about the list: `?q=` searches, `?sort=` sorts, `?view=deleted` shows what was deleted. */
export const readRecordingsView = (read: (name: string) => Parameter) => {
  const [q, sort] = [read('q'), read('sort')];
  return {
    search: typeof q === 'string' ? q.slice(0, RECORDING_NAME_MAX) : '',
    sort: RECORDING_SORTS.find((one) => one === sort) ?? 'newest',
    deleted: read('view') === 'deleted',
  };
};

export type RecordingsView = ReturnType<typeof readRecordingsView>;

/** The other way round: the query string for a view of the list, with its question mark. */
export const writeRecordingsView = ({ search, sort, deleted }: RecordingsView) => {
  const query = new URLSearchParams();
  if (search) query.set('q', search);
  if (sort !== 'newest') query.set('sort', sort);
  if (deleted) query.set('view', 'deleted');
  return query.size > 0 ? `?${query.toString()}` : '';
};
