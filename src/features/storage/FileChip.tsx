import { useLocale, useTranslations } from 'next-intl';
import { Button } from 'react-aria-components/Button';
import { formatBytes } from '@/ui/formatBytes';
import { DownloadLink } from './DownloadLink';
import { KindIcon } from './KindIcon';
import type { StoredFile } from './storedFile';

export interface FileChipProps {
  file: StoredFile;
  /** Null where there is nothing to see. */
  onOpen: (() => void) | null;
}

/** One file in a line: its kind, name and size, and what can be done with it. */
export function FileChip({ file, onOpen }: FileChipProps) {
  const t = useTranslations('files');
  return (
    <div className="flex items-center gap-1 rounded-lg border border-line bg-surface p-1.5">
      {onOpen ? (
        <Button
          aria-label={t('openFile', { name: file.name })}
          onPress={onOpen}
          className="min-w-0 flex-1 cursor-pointer rounded-md text-left hover:text-accent"
        >
          <Label file={file} />
        </Button>
      ) : (
        <div className="min-w-0 flex-1">
          <Label file={file} />
        </div>
      )}
      <DownloadLink file={file} />
    </div>
  );
}

function Label({ file: { kind, name, size } }: { file: StoredFile }) {
  const locale = useLocale();
  return (
    <span className="flex items-center gap-2.5">
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent">
        <KindIcon kind={kind} className="size-4.5" />
      </span>
      <span className="min-w-0">
        <span className="block truncate text-sm font-medium">{name}</span>
        <span className="block text-xs text-ink-faint">{formatBytes(locale, size)}</span>
      </span>
    </span>
  );
}
