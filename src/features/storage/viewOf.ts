import type { StoredFile } from './storedFile';

type View = 'image' | 'video' | 'audio' | 'pdf' | 'text';

/** How a file is shown in its place; null for what is only saved. The server says the same by its headers. */
export const viewOf = ({ type, hasThumbnail }: Pick<StoredFile, 'type' | 'hasThumbnail'>): View | null => {
  const [essence = ''] = type.toLowerCase().split(';', 1);
  // A picture that the server could not read is none in the browser either.
  if (/^image\/(?:png|jpeg|gif|webp|avif)$/.test(essence)) return hasThumbnail ? 'image' : null;
  if (essence.startsWith('video/')) return 'video';
  if (essence.startsWith('audio/')) return 'audio';
  if (essence === 'application/pdf') return 'pdf';
  return essence.startsWith('text/') && !/html|xml|script|css/.test(essence) ? 'text' : null;
};
