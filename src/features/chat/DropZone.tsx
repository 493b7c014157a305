import { useTranslations } from 'next-intl';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useComposer } from './ComposerContext';

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');

/** Takes files that are dropped on what is in it. */
export function DropZone({ children }: { children: ReactNode }) {
  const t = useTranslations('chat');
  const { canAttach, attach } = useComposer();
  const [isOver, setIsOver] = useState(false);
  return (
    // By keyboard files are chosen with the button.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      onDragOver={(event) => {
        if (!canAttach || !hasFiles(event)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          setIsOver(false);
      }}
      onDrop={(event) => {
        setIsOver(false);
        if (!canAttach || !hasFiles(event)) return;
        event.preventDefault();
        attach([...event.dataTransfer.files]);
      }}
      className="relative flex min-h-0 flex-1 flex-col"
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-xl border-2 border-dashed border-accent bg-accent-soft/90 text-sm font-semibold text-accent">
          {t('dropHere')}
        </div>
      )}
    </div>
  );
}
