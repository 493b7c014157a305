import { fileUrl } from '@/shared/fileUrl';
import { KindIcon } from './KindIcon';
import type { ListedFile } from './listedFile';

/** What a file is, at a glance: its picture in small, or the sign of its kind. */
export function FileThumb({ file }: { file: ListedFile }) {
  // What is deleted is given to nobody.
  const hasPicture = file.hasThumbnail && file.deletedAt === null;
  return (
    <span className="grid size-11 shrink-0 place-items-center overflow-hidden rounded-lg bg-accent-soft text-accent">
      {hasPicture ? (
        <img
          src={fileUrl(file.id, 'thumbnail')}
          alt=""
          loading="lazy"
          width={44}
          height={44}
          className="size-full object-cover"
        />
      ) : (
        <KindIcon kind={file.kind} className="size-5" />
      )}
    </span>
  );
}
