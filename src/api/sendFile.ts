import type { AppFileRouter } from '@/server/storage/fileRouter';
import { part } from '@/ui/lazyPart';

export interface UploadInputs {
  attachment: { roomId: string };
  avatar: Record<string, never>;
  logo: { tenant: string };
}

export type UploadSlug = keyof UploadInputs;

export interface UploadTarget {
  slug: UploadSlug;
  input: UploadInputs[UploadSlug];
}

interface Watch {
  signal: AbortSignal;
  /** Bytes that the server has or that are on their way to it. */
  onProgress: (bytes: number) => void;
  /** Told as soon as the server has made room for the file. */
  onFileId: (fileId: string) => void;
}

/** The browser no longer finds the file as it was. */
export class FileGone extends Error {
  override readonly name = 'FileGone';
}

const proveReadable = async (file: File) => {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch (error) {
    throw new FileGone('unreadable', { cause: error });
  }
};

/** Tells which file the server made room for, and throws where it won't say how much it has: that means 0 to the client. */
const watchedFetch =
  (onFileId: Watch['onFileId']) =>
  async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    const response = await fetch(input, init);
    if (init?.method === 'HEAD' && !response.ok)
      throw new Error(`the upload can't go on: ${response.status}`);
    if (init?.method !== 'POST' || !response.ok) return response;
    const [presigned] = (await response.clone().json()) as { customId: string }[];
    if (presigned) onFileId(presigned.customId);
    return response;
  };

const loadUploader = part(async () => await import('uploadthing/client'));

/** Sends one file, or what the server does not have of it yet; returns the id of what is stored. Throws on a cut. */
export const sendFile = async (file: File, { slug, input }: UploadTarget, watch: Watch): Promise<string> => {
  await proveReadable(file);
  const { genUploader } = await loadUploader();
  const { uploadFiles } = genUploader<AppFileRouter>({
    url: '/api/uploadthing',
    package: 'webmtg',
    fetch: watchedFetch(watch.onFileId),
  });
  const [stored] = await uploadFiles(slug, {
    files: [file],
    input,
    signal: watch.signal,
    onUploadProgress: ({ loaded }) => watch.onProgress(Math.min(loaded, file.size)),
  });
  if (!stored?.customId) throw new Error('the server named no file');
  return stored.customId;
};
