import { ROOM_NAME_MAX } from '@/shared/rooms';

type Parameter = string | string[] | null | undefined;

/** What the address says about the list: `?q=` searches, `?view=deleted` shows what was deleted. */
export const readRoomsView = (q: Parameter, view: Parameter) => ({
  search: typeof q === 'string' ? q.slice(0, ROOM_NAME_MAX) : '',
  deleted: view === 'deleted',
});

export type RoomsView = ReturnType<typeof readRoomsView>;

/** The other way round: the query string for a view of the list, with its question mark. */
export const writeRoomsView = ({ search, deleted }: RoomsView) => {
  const query = new URLSearchParams();
  if (search) query.set('q', search);
  if (deleted) query.set('view', 'deleted');
  return query.size > 0 ? `?${query.toString()}` : '';
};
