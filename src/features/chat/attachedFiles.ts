import type { Message } from '@/api/LiveEvent';
import type { Upload } from '@/api/useUpload';

const KINDS = ['image', 'video', 'audio'] as const;

/** Stored uploads as a message has them; what only the server knows of them comes with its answer. */
export const attachedFiles = (uploads: readonly Upload[]): Message['files'] =>
  uploads.flatMap(({ fileId, name, size, type }) =>
    fileId === null
      ? []
      : [
          {
            id: fileId,
            name,
            size,
            type,
            kind: KINDS.find((kind) => type.startsWith(`${kind}/`)) ?? 'other',
            width: null,
            height: null,
            hasThumbnail: false,
            createdAt: new Date().toISOString(),
          },
        ],
  );
