/** Where a file is fetched: to be shown, in small, as a recording's sheet of small pictures, or to be saved. */
export const fileUrl = (id: string, as: 'shown' | 'thumbnail' | 'sheet' | 'download' = 'shown') =>
  `/api/files/${id}${as === 'shown' ? '' : `?${as}`}`;

/** The picture of a person or an organisation, where it has one. */
export const pictureUrl = (id: string | null | undefined) => (id ? fileUrl(id) : undefined);
