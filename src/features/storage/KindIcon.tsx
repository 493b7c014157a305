import { Archive, File, FileText, Film, Image, Music } from 'lucide-react';
import type { FileKind } from '@/shared/storage';

const icons = {
  image: Image,
  video: Film,
  audio: Music,
  document: FileText,
  archive: Archive,
  other: File,
} satisfies Record<FileKind, typeof File>;

export function KindIcon({ kind, className }: { kind: FileKind; className?: string | undefined }) {
  const Icon = icons[kind];
  return <Icon aria-hidden="true" className={className} />;
}
