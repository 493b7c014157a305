import { Paperclip } from 'lucide-react';
import type { Message } from '@/api/LiveEvent';

/** Files by their names alone. */
export const plainFiles = (files: Message['files']) => (
  <ul className="flex flex-col gap-1">
    {files.map(({ id, name }) => (
      <li key={id}>
        <a
          href={`/api/files/${id}`}
          className="text-link inline-flex max-w-full items-center gap-1.5 text-sm"
        >
          <Paperclip aria-hidden="true" className="size-3.5 shrink-0" />
          <span className="truncate">{name}</span>
        </a>
      </li>
    ))}
  </ul>
);
